package org.pop3j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** A table of a report. Cells are text or numbers; a number keeps its full value in JSON. */
final class ReportTable implements ReportPart {
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    ReportTable(String title, List<String> columns) {
        this.title = title;
        this.columns = columns;
    }

    /** Adds a row; as many cells as there are columns. */
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("expected " + columns + ", got " + List.of(cells));
        }
        rows.add(List.of(cells));
    }

    @Override
    public String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        text.append(line(columns));
        text.append(line(columns.stream().map(column -> "---").toList()));
        rows.forEach(
                row -> text.append(line(row.stream().map(ReportTable::shown).toList())));
        return text.toString();
    }

    @Override
    public void json(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("title", title);
        json.writeArrayPropertyStart("rows");
        for (List<Object> row : rows) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeName(columns.get(i));
                value(json, row.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object cell) {
        if (cell instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.doubleValue());
        } else {
            json.writeString(cell.toString());
        }
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Three significant digits, but no digit in front of the point is lost. */
    private static String shown(Object cell) {
        if (!(cell instanceof Double number)) {
            return cell.toString();
        }
        if (!Double.isFinite(number)) {
            return "";
        }
        double size = Math.abs(number);
        int decimals = size >= 100 || size == 0 ? 0 : Math.min(9, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
}
