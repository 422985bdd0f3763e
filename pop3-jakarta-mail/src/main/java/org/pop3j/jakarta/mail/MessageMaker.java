package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;

/** Makes the message objects of a folder. */
interface MessageMaker {
    /** Ours; with the interface that Angus has for reading a message raw, where Angus is there. */
    MessageMaker USUAL = AngusTypes.OF_THIS_JVM::message;

    Pop3Message make(Pop3Folder folder, int number) throws MessagingException;
}
