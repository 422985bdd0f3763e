package org.pop3j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that cover what mail really holds: the ordinary ones as readable {@code .eml} files, the special ones
 * generated, always the same octets. To try a store, a server or a client on.
 */
public final class SampleMail {
    private SampleMail() {}

    /**
     * All messages, made anew at each call: about 15 MB, nearly all of it one attachment.
     *
     * @return the messages, always in the same order
     */
    public static List<SampleMessage> all() {
        List<SampleMessage> all = new ArrayList<>(ordinary());
        all.addAll(LineEndMail.all());
        all.addAll(LargeMail.all());
        return List.copyOf(all);
    }

    private static List<SampleMessage> ordinary() {
        return List.of(
                file("plain", "plain text"),
                file("multipart-attachment", "multipart/mixed with an attachment"),
                file("eight-bit-body", "UTF-8 in the body"),
                file("utf8-headers", "raw UTF-8 in the header (RFC 6532)"),
                file("encoded-words", "encoded words in the header (RFC 2047)"),
                file("html", "HTML only, a line that begins with a dot"),
                file("nested-message", "message/rfc822 in a multipart"),
                file("delivery-report", "multipart/report (RFC 3464)"),
                file("from-lines", "lines that begin with \"From \""),
                file("dots", "lines of dots and beginning with dots, the last a single dot"),
                file("trailing-white-space", "spaces and tabs at line ends"),
                file("empty-body", "no octet behind the empty line"),
                file("only-headers", "no empty line behind the header"),
                file("long-list", "folded header fields of a mailing list"));
    }

    private static SampleMessage file(String name, String what) {
        try (InputStream in = SampleMail.class.getResourceAsStream("mail/" + name + ".eml")) {
            if (in == null) {
                throw new IllegalStateException("the resource mail/" + name + ".eml is missing from the jar");
            }
            return new SampleMessage(name, what, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource mail/" + name + ".eml", e);
        }
    }
}
