package org.pop3j.store.maildir;

/** The contract of stores, with other options. */
class MarkingStoreContractTest extends MaildirStoreContractTest {
    @Override
    MaildirOptions options() {
        return Ann.HASTY
                .withFlags(MaildirOptions.Flags.SEEN)
                .withSessionLock(MaildirOptions.SessionLock.OWN_AND_DOVECOT);
    }
}
