package org.pop3j.jakarta.mail;

import org.eclipse.angus.mail.util.ReadableMime;

/** A message for code that asks whether it can be read raw, as that of DKIM libraries does. */
final class ReadablePop3Message extends Pop3Message implements ReadableMime {
    ReadablePop3Message(Pop3Folder folder, int number) {
        super(folder, number);
    }
}
