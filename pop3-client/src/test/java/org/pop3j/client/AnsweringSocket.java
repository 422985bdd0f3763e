package org.pop3j.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Leads to a server of one thought, which is there as soon as it is asked. */
abstract class AnsweringSocket extends Socket {
    private byte[] answer = octets("+OK ready\r\n");

    /** What the server says to what was sent at once. */
    abstract String answer(String commands);

    /** What a look says that there is, where so many octets of an answer are. */
    int available(int octets) {
        return octets;
    }

    /** An answer is read now. */
    void reading() {
        // It is there.
    }

    @Override
    public void setSoTimeout(int milliseconds) {
        // There is always an answer.
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int available() {
                return AnsweringSocket.this.available(answer.length);
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException("octet by octet");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                reading();
                int count = answer.length;
                System.arraycopy(answer, 0, target, offset, count);
                answer = new byte[0];
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                throw new UnsupportedOperationException("octet by octet");
            }

            @Override
            public void write(byte[] source, int offset, int length) {
                answer = octets(answer(new String(source, offset, length, StandardCharsets.US_ASCII)));
            }
        };
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
