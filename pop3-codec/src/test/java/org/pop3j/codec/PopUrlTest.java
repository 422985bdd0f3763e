package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.pop3j.codec.PopUrl.Scheme.POP;
import static org.pop3j.codec.PopUrl.Scheme.POP3;
import static org.pop3j.codec.PopUrl.Scheme.POP3S;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PopUrlTest {
    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("pop://mail.example", url(POP, "", "", "mail.example", 110)),
                arguments("POP://h", url(POP, "", "", "h", 110)),
                arguments("pop3://h", url(POP3, "", "", "h", 110)),
                arguments("pop3s://h", url(POP3S, "", "", "h", 995)),
                arguments("Pop3S://h:1995", url(POP3S, "", "", "h", 1995)),
                arguments("pop://rg@mailsrv.qualcomm.com", url(POP, "rg", "", "mailsrv.qualcomm.com", 110)),
                arguments("pop://rg;AUTH=+APOP@mail.eudora.com:8110", url(POP, "rg", "+APOP", "mail.eudora.com", 8110)),
                arguments("pop://baz;AUTH=SCRAM-MD5@foo.bar", url(POP, "baz", "SCRAM-MD5", "foo.bar", 110)),
                arguments("pop://baz;auth=plain@h", url(POP, "baz", "PLAIN", "h", 110)),
                arguments("pop://baz;AUTH=*@h", url(POP, "baz", "", "h", 110)),
                arguments("pop://baz;AUTH=%2Bapop@h", url(POP, "baz", "+APOP", "h", 110)),
                arguments("pop3s://a%40b.example@h", url(POP3S, "a@b.example", "", "h", 995)),
                arguments("pop3s://a@b.example@h", url(POP3S, "a@b.example", "", "h", 995)),
                arguments("pop3s://a%3Ab%2f%3b@h", url(POP3S, "a:b/;", "", "h", 995)),
                arguments("pop3s://jos%C3%A9@h", url(POP3S, "jos\u00e9", "", "h", 995)),
                arguments("pop3s://@h", url(POP3S, "", "", "h", 995)),
                arguments("pop3s://192.0.2.1:1", url(POP3S, "", "", "192.0.2.1", 1)),
                arguments("pop3s://u@[2001:db8::1]:65535", url(POP3S, "u", "", "2001:db8::1", 65535)),
                arguments("pop3s://[::ffff:192.0.2.1]", url(POP3S, "", "", "::ffff:192.0.2.1", 995)),
                arguments("pop3s://my_host-1", url(POP3S, "", "", "my_host-1", 995)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @DisplayName("R2384-01: POP URLs and their parts")
    void accepts(String url, PopUrl expected) throws SyntaxException {
        assertThat(PopUrl.parse(url)).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("h", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("//h", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("pop:h", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("imap://h", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("pop3\u017f://h", "expected a URL that begins with pop3s://, pop3:// or pop://"),
                arguments("pop://h/", "a POP URL ends after host and port; it has no path"),
                arguments("pop://h?x", "a POP URL ends after host and port; it has no path"),
                arguments("pop://h#x", "a POP URL ends after host and port; it has no path"),
                arguments("pop://u:secret@h", "a POP URL holds no password: write user@host"),
                arguments("pop://", "expected a host name or an address, got \"\""),
                arguments("pop://u@", "expected a host name or an address, got \"\""),
                arguments("pop://:110", "expected a host name or an address, got \"\""),
                arguments("pop://h h", "expected a host name or an address, got \"h h\""),
                arguments("pop://h\u00e9", "expected a host name or an address, got \"h\\xe9\""),
                arguments("pop://h%2e", "expected a host name or an address, got \"h%2e\""),
                arguments("pop://[]", "expected a host name or an address, got \"[]\""),
                arguments("pop://[mail.example]", "expected a host name or an address, got \"[mail.example]\""),
                arguments("pop://[::g]", "expected a host name or an address, got \"::g\""),
                arguments("pop://[::1", "expected a host name or an address, got \"[::1\""),
                arguments("pop://[::1]x", "expected a host name or an address, got \"[::1]x\""),
                arguments("pop://h:", "expected a port, got nothing"),
                arguments("pop://h:x", "expected a port in decimal digits, got \"x\""),
                arguments("pop://h:0", "expected a port of 1 to 65535, got 0"),
                arguments("pop://h:65536", "expected a port of 1 to 65535, got 65536"),
                arguments("pop://::1", "expected a port in decimal digits, got \":1\""),
                arguments("pop://;AUTH=PLAIN@h", "expected user;AUTH=mechanism, got \";AUTH=PLAIN\""),
                arguments("pop://u;x=PLAIN@h", "expected user;AUTH=mechanism, got \"u;x=PLAIN\""),
                arguments("pop://u;AUTH=@h", "expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _"),
                arguments(
                        "pop://u;AUTH=%C3%9F@h", "expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _"),
                arguments("pop://a%20b@h", "expected a user name without SPACE"),
                arguments("pop://a b@h", "a URL has printable ASCII only, got \"a b\""),
                arguments("pop://\u00e9@h", "a URL has printable ASCII only, got \"\\xe9\""),
                arguments("pop://a%@h", "expected two hexadecimal digits after %, got \"a%\""),
                arguments("pop://a%4@h", "expected two hexadecimal digits after %, got \"a%4\""),
                arguments("pop://a%4g@h", "expected two hexadecimal digits after %, got \"a%4g\""),
                arguments("pop://%\uff14\uff11@h", "expected two hexadecimal digits after %, got \"%\\uff14\\uff11\""),
                arguments("pop://%ff@h", "the percent escapes are not UTF-8: \"%ff\""),
                arguments("pop://%c0%af@h", "the percent escapes are not UTF-8: \"%c0%af\""));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("R2384-01 S-09: what is no POP URL, and why")
    void refuses(String url, String refusal) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> PopUrl.parse(url))
                .withMessage(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop://a%0d%0aDELE%201@h", "pop://a%00@h", "pop://a%7f@h", "pop://u;AUTH=X%0d%0aY@h"})
    @DisplayName("R2384-01 S-17: escapes cannot bring CR, LF or NUL into a command")
    void injection(String url) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> PopUrl.parse(url));
    }

    @Test
    @DisplayName("R2384-01: a URL built from parts keeps to the same rules")
    void parts() {
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a b", "", "h", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a", "PL AIN", "h", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a", "", "h\r\n", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a", "", "", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a", "", "h", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> url(POP, "a", "", "h", 65_536));
        assertThat(url(POP, "a", "+apop", "::1", 1).mechanism()).contains("+APOP");
    }

    private static PopUrl url(PopUrl.Scheme scheme, String user, String mechanism, String host, int port) {
        return new PopUrl(scheme, optional(user), optional(mechanism), host, port);
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }
}
