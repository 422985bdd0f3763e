package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a run measured, and on what machine: {@code report.md}, {@code report.json} and an SVG file a plot. */
final class Report {
    private final String title;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<ReportPart> parts = new ArrayList<>();

    Report(String title) {
        this.title = title;
        fact("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        fact("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        fact("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        fact("Java of the benchmark", Runtime.version().toString());
    }

    /** Adds what a reader must know to judge the figures. */
    void fact(String name, String value) {
        facts.put(name, value);
    }

    void add(ReportPart part) {
        parts.add(part);
    }

    /** Writes the files; the folder must be there. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), markdown());
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(
                        ObjectWriteContext.empty(),
                        folder.resolve("report.json").toFile(),
                        JsonEncoding.UTF8)) {
            json(json);
        }
        for (ReportPart part : parts) {
            if (part instanceof Plot plot) {
                Files.writeString(folder.resolve(plot.file()), plot.svg());
            }
        }
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n");
        facts.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        parts.forEach(part -> text.append('\n').append(part.markdown()));
        return text.toString();
    }

    private void json(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("title", title);
        json.writeObjectPropertyStart("facts");
        facts.forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeArrayPropertyStart("parts");
        parts.forEach(part -> part.json(json));
        json.writeEndArray();
        json.writeEndObject();
    }
}
