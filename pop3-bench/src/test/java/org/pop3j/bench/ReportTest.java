package org.pop3j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A report")
class ReportTest {
    @Test
    @DisplayName("has tables with three significant digits in Markdown, and whole figures in JSON")
    void table(@TempDir Path folder) throws Exception {
        ReportTable table = new ReportTable("Figures", List.of("row", "figure"));
        table.row("small | smaller", 0.0123456);
        table.row("large", 1234567.8);
        Report report = new Report("A title");
        report.fact("mail", "100 messages");
        report.add(table);
        report.write(folder);
        assertThat(folder.resolve("report.md"))
                .content()
                .contains(
                        "# A title", "- mail: 100 messages", "| small \\| smaller | 0.0123 |", "| large | 1,234,568 |");
        assertThat(folder.resolve("report.json")).content().contains("0.0123456", "1234567.8");
    }

    @Test
    @DisplayName("has plots as SVG: a line that grows tenfold by decade is as steep as the dashed one")
    void plot(@TempDir Path folder) throws Exception {
        Plot plot = new Plot("growth", "Growth", "messages", "seconds");
        plot.line("a < b", List.of(new Plot.Point(1_000, 0.001), new Plot.Point(10_000, 0.01)));
        Report report = new Report("A title");
        report.add(plot);
        report.write(folder);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("growth.svg").toFile());
        assertThat(folder.resolve("growth.svg")).content().contains("M70.0 430.0L570.0 40.0", "a &lt; b");
        assertThat(folder.resolve("report.md")).content().contains("![Growth](growth.svg)");
        assertThat(folder.resolve("report.json")).content().contains("\"a < b\":[[1000.0,0.001],[10000.0,0.01]]");
    }

    @Test
    @DisplayName("refuses a point that has no logarithm")
    void noLogarithm() {
        assertThatThrownBy(() -> new Plot.Point(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
