package org.pop3j.jakarta.mail.angus;

import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.ConnectionListener;

/** Tells the listeners of the folder that the application knows what happened to the one that does the work. */
record Forwarding(AngusPop3Folder folder) implements ConnectionListener {
    @Override
    public void opened(ConnectionEvent event) {
        folder.happened(event.getType());
    }

    @Override
    public void disconnected(ConnectionEvent event) {
        folder.happened(event.getType());
    }

    @Override
    public void closed(ConnectionEvent event) {
        folder.happened(event.getType());
    }
}
