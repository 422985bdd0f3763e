package org.pop3j.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.ReportForm;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Verdict;

/** The page of a report: nothing of the other side is markup in it, and a browser shows it. */
@Tag("any-jdk")
class HtmlReportTest {
    private static final String LONG = "\\x00".repeat(2000);
    private static final String EVIL = "<script>document.title='run'</script> & \"quotes\"";

    @TempDir
    private Path folder;

    private static String page() throws IOException {
        List<Check> checks = ServerKit.checks();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Verdict verdict = i % 9 == 0 ? Verdict.values()[i / 9 % Verdict.values().length] : Verdict.PASSED;
            findings.add(new Finding(
                    checks.get(i),
                    verdict,
                    "a rule",
                    EVIL,
                    List.of("C: STAT", "S: " + EVIL, "S: " + LONG),
                    Duration.ofMillis(i)));
        }
        Report report = new Report("a server " + EVIL, Side.SERVER, Instant.EPOCH, Duration.ofSeconds(3), findings);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportForm.HTML.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("S-27: what the server said is text in the page, and the page may load nothing")
    void nothingIsMarkup() throws IOException {
        assertThat(page()).doesNotContain("<script>document").contains("&lt;script&gt;document", "default-src 'none'");
    }

    @Test
    @Tag("peer")
    @DisplayName("Chromium shows the page, filters it, and opens a row; the screenshot is kept in target")
    void browserShowsIt() throws Exception {
        Path chromium = chromiumOrSkip();
        // Does what a person would do, and says in the title what came of it.
        String steps = """
                <script>
                const shown = () => [...document.querySelectorAll('.row')].filter(r => !r.hidden).length;
                const all = shown();
                for (const b of document.querySelectorAll('nav button')) if (b.dataset.verdict !== 'failed') b.click();
                const failed = shown();
                const box = document.querySelector('nav input'); box.value = 'no-such-word'; box.dispatchEvent(new Event('input'));
                const none = shown(); box.value = ''; box.dispatchEvent(new Event('input'));
                document.querySelector('.row[data-verdict=failed]').open = true;
                document.title = [all, failed, none].join(' ');
                </script></body>""";
        Path page = Files.writeString(folder.resolve("report.html"), page().replace("</body>", steps));
        Path picture = Path.of("target", "report.png").toAbsolutePath();
        Files.deleteIfExists(picture);
        String dom = chromium(chromium, page, "--dump-dom");
        chromium(chromium, page, "--screenshot=" + picture);
        int all = ServerKit.checks().size();
        long failed = page().split("class=\"row\"[^>]*data-verdict=\"failed\"", -1).length - 1;
        assertThat(dom).contains("<title>" + all + " " + failed + " 0</title>");
        assertThat(Files.size(picture)).isGreaterThan(20_000);
        System.out.println("screenshot of the report: " + picture);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"light, 1, 1200", "dark, 0, 1200", "narrow, 1, 500"})
    @Tag("peer")
    @DisplayName(
            "with all rows open nothing goes beyond the page, and all text stands out against its ground (4.5 to 1)")
    void isReadable(String name, int scheme, int width) throws Exception {
        Path chromium = chromiumOrSkip();
        String steps = """
                <script>
                for (const row of document.querySelectorAll('.row')) row.open = true;
                const channel = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
                const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
                const numbers = colour => colour.match(/[0-9.]+/g).map(Number);
                const ground = e => { const c = numbers(getComputedStyle(e).backgroundColor); return c[3] === 0 ? ground(e.parentElement) : c; };
                const contrast = e => { const two = [light(numbers(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => a - b);
                  return (two[1] + 0.05) / (two[0] + 0.05); };
                const worst = [...document.querySelectorAll('.kind, h1, .result, .date, .outlook b, .outlook summary, nav button, '
                  + '.chip, summary code, dt, dd, pre span')].map(e => [contrast(e), e.className]).sort((a, b) => a[0] - b[0])[0];
                const beyond = document.documentElement.scrollWidth - innerWidth;
                document.title = [matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', beyond, worst[0] >= 4.5, worst].join(' ');
                </script></body>""";
        Path page = Files.writeString(folder.resolve("report.html"), page().replace("</body>", steps));
        Path picture = Path.of("target", "report-" + name + ".png").toAbsolutePath();
        String blink = "--blink-settings=preferredColorScheme=" + scheme;
        String dom = chromium(chromium, page, blink, "--window-size=" + width + ",1500", "--dump-dom");
        chromium(chromium, page, blink, "--window-size=" + width + ",1500", "--screenshot=" + picture);
        assertThat(dom.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1"))
                .matches((name.equals("dark") ? "dark" : "light") + " (0|-[0-9]+) true .*");
        System.out.println("screenshot of the report: " + picture);
    }

    private static Path chromiumOrSkip() {
        Path chromium = Path.of("/usr/bin/chromium");
        boolean there = Files.isExecutable(chromium);
        assertTrue(there || System.getenv("CI") == null, "chromium is missing (Debian: chromium)");
        assumeTrue(there, "chromium is missing (Debian: chromium)");
        return chromium;
    }

    private String chromium(Path chromium, Path page, String... what) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1200,1500",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(what));
        command.add(page.toUri().toString());
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        return Files.readString(out);
    }
}
