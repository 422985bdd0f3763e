package org.pop3j.client;

/** How a session behaves where there is a choice that is neither a limit nor a time. */
record Conduct(
        QuirkProfile profile,
        CapabilityOverride capabilities,
        Utf8Mode utf8,
        Oversize oversize,
        TransferProgress progress) {
    static final Conduct DEFAULTS = new Conduct(
            QuirkProfile.STANDARD, CapabilityOverride.NONE, Utf8Mode.NEVER, Oversize.FAILS, TransferProgress.NONE);
}
