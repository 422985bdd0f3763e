package org.pop3j.examples;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** One message of {@link SampleMail}: its stored octets and why it is there. Immutable. */
public final class SampleMessage {
    private final String name;
    private final String what;
    private final byte[] octets;

    SampleMessage(String name, String what, byte[] octets) {
        this.name = name;
        this.what = what;
        this.octets = octets.clone();
    }

    /**
     * A short name, safe in a file name and in a table.
     *
     * @return lower-case letters, digits and hyphens; different for each message
     */
    public String name() {
        return name;
    }

    /**
     * What is special about it.
     *
     * @return a few words
     */
    public String what() {
        return what;
    }

    /**
     * The octets as a delivery agent would get them.
     *
     * @return a copy
     */
    public byte[] octets() {
        return octets.clone();
    }

    /**
     * The same octets as a stream, without a copy.
     *
     * @return a new stream
     */
    public InputStream open() {
        return new ByteArrayInputStream(octets);
    }

    @Override
    public String toString() {
        return name;
    }
}
