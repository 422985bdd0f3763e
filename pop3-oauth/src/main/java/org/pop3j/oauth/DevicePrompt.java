package org.pop3j.oauth;

/** Tells a person where to sign in. */
@FunctionalInterface
public interface DevicePrompt {
    /**
     * Shows the code, and returns at once: the flow goes on asking the authorization server until the person is done.
     *
     * @param code what to show
     */
    void show(DeviceCode code);
}
