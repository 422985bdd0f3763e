package org.pop3j.bench;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pop3j.bench.MeasuredClient.Place;
import org.pop3j.jakarta.mail.ContentProfileItem;

/** The same programs for the Jakarta Mail API, with Angus Mail's store and with ours. */
final class MeasuredProviders {
    static final MeasuredClient ANGUS_STREAM = of(Provider.ANGUS, Ahead.NONE, Taking.STREAM);
    static final MeasuredClient ANGUS_WRITE = of(Provider.ANGUS, Ahead.NONE, Taking.WRITE_TO);
    static final MeasuredClient ANGUS_ENVELOPES = of(Provider.ANGUS, Ahead.ENVELOPE, Taking.SUBJECT);
    static final MeasuredClient STREAM = of(Provider.OURS, Ahead.NONE, Taking.STREAM);
    static final MeasuredClient STREAM_PROPERTY = of(Provider.OURS, Ahead.PROPERTY, Taking.STREAM);
    static final MeasuredClient STREAM_PROFILE = of(Provider.OURS, Ahead.CONTENT, Taking.STREAM);
    static final MeasuredClient WRITE = of(Provider.OURS, Ahead.NONE, Taking.WRITE_TO);
    static final MeasuredClient WRITE_PROPERTY = of(Provider.OURS, Ahead.PROPERTY, Taking.WRITE_TO);
    static final MeasuredClient WRITE_PROFILE = of(Provider.OURS, Ahead.CONTENT, Taking.WRITE_TO);
    static final MeasuredClient ENVELOPES = of(Provider.OURS, Ahead.ENVELOPE, Taking.SUBJECT);

    private static final String USER = "test";
    private static final int PIECE = 64 * 1024;

    /** Each session would warn of its password in the clear. Held here, or the level would be forgotten with it. */
    private static final Logger QUIET = Logger.getLogger("org.pop3j.jakarta.mail");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    private MeasuredProviders() {}

    private enum Provider {
        ANGUS("Angus Mail", "org.eclipse.angus.mail.pop3.POP3Store"),
        OURS("pop3-jakarta-mail", "org.pop3j.jakarta.mail.Pop3Store");

        private final String title;
        private final String storeClass;

        Provider(String title, String storeClass) {
            this.title = title;
            this.storeClass = storeClass;
        }
    }

    /** How the program says what it will read. */
    private enum Ahead {
        /** The program is as it was for Angus Mail. */
        NONE(""),
        PROPERTY(", readahead=true") {
            @Override
            void set(Properties properties) {
                properties.setProperty("mail.pop3.readahead", "true");
            }
        },
        ENVELOPE(", fetch with ENVELOPE and UID") {
            @Override
            void addTo(FetchProfile profile) {
                profile.add(FetchProfile.Item.ENVELOPE);
                profile.add(UIDFolder.FetchProfileItem.UID);
            }
        },
        CONTENT(", fetch with CONTENT") {
            @Override
            void addTo(FetchProfile profile) {
                profile.add(ContentProfileItem.CONTENT);
            }
        };

        private final String title;

        Ahead(String title) {
            this.title = title;
        }

        void set(Properties properties) {
            // Nothing is set.
        }

        void addTo(FetchProfile profile) {
            // Nothing is fetched in advance.
        }
    }

    /** How a message is read. */
    private enum Taking {
        STREAM("getInputStream") {
            @Override
            void take(Message message, Sink sink) throws Exception {
                try (InputStream in = message.getInputStream()) {
                    for (int length = in.read(sink.piece); length >= 0; length = in.read(sink.piece)) {
                        sink.octets += length;
                    }
                }
            }
        },
        WRITE_TO("writeTo") {
            @Override
            void take(Message message, Sink sink) throws Exception {
                message.writeTo(sink);
            }
        },
        SUBJECT("getSubject") {
            @Override
            void take(Message message, Sink sink) throws Exception {
                if (message.getSubject() == null) {
                    throw new IOException("message " + message.getMessageNumber() + " has no subject");
                }
                sink.write(0);
            }
        };

        private final String title;

        Taking(String title) {
            this.title = title;
        }

        abstract void take(Message message, Sink sink) throws Exception;
    }

    /** Counts and forgets. */
    private static final class Sink extends OutputStream {
        private final byte[] piece = new byte[PIECE];
        private long octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets += length;
        }
    }

    private static MeasuredClient of(Provider provider, Ahead ahead, Taking taking) {
        return new MeasuredClient(
                provider.title + ", " + taking.title + ahead.title,
                Place.HERE,
                (port, n) -> read(provider, ahead, taking, port, n));
    }

    private static long read(Provider provider, Ahead ahead, Taking taking, int port, int n) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.class", provider.storeClass);
        ahead.set(properties);
        Session session = Session.getInstance(properties);
        Sink sink = new Sink();
        try (Store store = session.getStore("pop3")) {
            store.connect("127.0.0.1", port, USER, USER);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message[] messages = inbox.getMessages(1, n);
                FetchProfile wanted = new FetchProfile();
                ahead.addTo(wanted);
                inbox.fetch(messages, wanted);
                for (Message message : messages) {
                    taking.take(message, sink);
                }
            }
        }
        return sink.octets;
    }
}
