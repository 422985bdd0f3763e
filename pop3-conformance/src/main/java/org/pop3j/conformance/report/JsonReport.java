package org.pop3j.conformance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.OutlookVerdict;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A report as JSON. */
public final class JsonReport {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonReport() {}

    /** Writes the report. */
    public static void write(Report report, OutputStream to) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), to)) {
            json.writeStartObject();
            json.writeStringProperty("subject", report.subject());
            json.writeStringProperty("side", report.side().name().toLowerCase(java.util.Locale.ROOT));
            json.writeStringProperty("at", report.at().toString());
            json.writeNumberProperty("tookMillis", report.took().toMillis());
            counts(json, report);
            if (report.side() == Side.SERVER) {
                outlook(json, OutlookVerdict.of(report));
            }
            json.writeArrayPropertyStart("findings");
            for (Finding finding : report.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new IOException("the report could not be written", e);
        }
    }

    private static void counts(JsonGenerator json, Report report) {
        json.writeObjectPropertyStart("counts");
        for (Verdict verdict : Verdict.values()) {
            json.writeNumberProperty(verdict.words(), report.count(verdict));
        }
        json.writeEndObject();
    }

    private static void outlook(JsonGenerator json, OutlookVerdict verdict) {
        json.writeObjectPropertyStart("outlook");
        json.writeBooleanProperty("usable", verdict.isUsable());
        strings(json, "hindrances", verdict.hindrances());
        strings(json, "reservations", verdict.reservations());
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("check", finding.check().name());
        strings(json, "requirements", finding.check().requirements());
        json.writeStringProperty("level", finding.check().level().name());
        json.writeStringProperty("source", finding.check().source());
        json.writeStringProperty("title", finding.check().title());
        json.writeStringProperty("verdict", finding.verdict().words());
        json.writeStringProperty("expected", finding.expected());
        json.writeStringProperty("came", finding.came());
        json.writeNumberProperty("tookMillis", finding.took().toMillis());
        strings(json, "dialogue", finding.dialogue());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
