package org.pop3j.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sample messages")
class SampleMailTest {
    private static final List<SampleMessage> ALL = SampleMail.all();

    @Test
    @DisplayName("are at least twenty, with names that can stand in a file name")
    void names() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(20);
        assertThat(ALL).extracting(SampleMessage::name).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z0-9-]+"));
        assertThat(ALL).extracting(SampleMessage::what).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("are the same octets at each call, and cannot be changed from outside")
    void deterministic() {
        ALL.get(0).octets()[0] = 0;
        List<SampleMessage> again = SampleMail.all();
        for (int i = 0; i < ALL.size(); i++) {
            assertThat(Arrays.equals(ALL.get(i).octets(), again.get(i).octets()))
                    .as(ALL.get(i).name())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("have the line ends they promise")
    void lineEnds() {
        assertThat(text("plain")).doesNotContain("\r").endsWith("\n");
        assertThat(text("crlf").replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(text("mixed-line-ends"))
                .containsPattern("[^\r]\n")
                .containsPattern("\r[^\n]")
                .contains("\r\n");
        assertThat(text("no-final-line-end")).doesNotEndWith("\n");
        assertThat(text("ends-in-cr")).endsWith("\r");
        assertThat(text("only-headers")).doesNotContain("\n\n");
        assertThat(text("empty-body")).endsWith("\n\n");
        assertThat(text("trailing-white-space")).containsPattern("[ \t]\n");
    }

    @Test
    @DisplayName("have the octets they promise")
    void octets() {
        assertThat(text("empty")).isEmpty();
        assertThat(text("first-octet-dot")).startsWith(".");
        assertThat(text("dots")).contains("\n.\n").contains("\n..\n").endsWith("\n.\n");
        assertThat(text("from-lines")).contains("\nFrom ");
        assertThat(text("nul-octets")).contains("\0");
        assertThat(new HashSet<>(text("all-octets").chars().boxed().toList())).hasSize(256);
        assertThat(text("latin-1")).contains("\u00fc");
        assertThat(utf8("utf8-headers")).contains("Subject: Ein W\u00f6rterbuch");
        assertThat(text("encoded-words").chars()).allMatch(c -> c < 128);
    }

    @Test
    @DisplayName("hold an attachment of 10 MiB and a line of 100,000 octets")
    void large() {
        String mail = text("attachment-10-mib");
        String body = mail.substring(mail.indexOf("\n\n"));
        assertThat(Base64.getMimeDecoder().decode(body)).hasSize(10 * 1024 * 1024);
        assertThat(text("long-line").lines().mapToInt(String::length).max()).hasValue(100_000);
    }

    @Test
    @DisplayName("slide CR, LF and dot over the edges of buffers")
    void bufferEdges() {
        String mail = text("buffer-edges");
        Set<Character> atEdges = new HashSet<>();
        for (int edge = 1_024; edge < mail.length(); edge += 1_024) {
            atEdges.add(mail.charAt(edge));
        }
        assertThat(atEdges).contains('\r', '\n', '.');
    }

    private static String text(String name) {
        return new String(message(name).octets(), ISO_8859_1);
    }

    private static String utf8(String name) {
        return new String(message(name).octets(), StandardCharsets.UTF_8);
    }

    private static SampleMessage message(String name) {
        return ALL.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }
}
