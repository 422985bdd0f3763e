package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Octets that are kept somewhere. Safe for use by several threads. */
interface KeptOctets {
    long length();

    /** False once they are gone, as when an interrupt of a reading thread closed their file. */
    boolean isThere();

    /** A stream that MIME parsers can share ({@code SharedInputStream}). */
    InputStream from(long start);

    /** Reads the header that they begin with. */
    Head head(Charset charset) throws IOException;

    void writeTo(OutputStream target) throws IOException;
}
