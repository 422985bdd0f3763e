package org.pop3j.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/** Lines over axes that are both logarithmic: what grows linearly is as steep as the dashed line of the grid. */
final class Plot implements ReportPart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS = List.of("#1f6fb4", "#c4441c", "#2a8a4a", "#7d4fb0", "#97731b", "#555");

    private final String name;
    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /** An empty plot; the name becomes the file's, the others are written at the axes. */
    Plot(String name, String title, String across, String up) {
        this.name = name;
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** A point; both figures above 0. */
    record Point(double x, double y) {
        Point {
            if (!(x > 0 && y > 0)) {
                throw new IllegalArgumentException("a logarithm needs more than 0, got " + x + ", " + y);
            }
        }
    }

    private record Line(String label, List<Point> points) {}

    void line(String label, List<Point> points) {
        lines.add(new Line(label, List.copyOf(points)));
    }

    String file() {
        return name + ".svg";
    }

    @Override
    public String markdown() {
        return "## " + title + "\n\n![" + title + "](" + file() + ")\n";
    }

    @Override
    public void json(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("title", title);
        json.writeStringProperty("plot", file());
        json.writeObjectPropertyStart("lines");
        for (Line line : lines) {
            json.writeArrayPropertyStart(line.label());
            for (Point point : line.points()) {
                json.writeStartArray();
                json.writeNumber(point.x());
                json.writeNumber(point.y());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    String svg() {
        svg.setLength(0);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH, HEIGHT);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        add("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, escaped(title));
        Axis x = Axis.of(all(Point::x), LEFT, WIDTH - RIGHT);
        Axis y = Axis.of(all(Point::y), HEIGHT - BOTTOM, TOP);
        grid(x, y);
        for (int i = 0; i < lines.size(); i++) {
            draw(lines.get(i), COLOURS.get(i % COLOURS.size()), TOP + 20 + 22 * i, x, y);
        }
        add("</svg>");
        return svg.toString();
    }

    private List<Double> all(ToDoubleFunction<Point> figure) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .map(figure::applyAsDouble)
                .toList();
    }

    private void grid(Axis x, Axis y) {
        for (int power = x.first(); power <= x.last(); power++) {
            double at = x.at(Math.pow(10, power));
            add("<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>", at, TOP, HEIGHT - BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", at, HEIGHT - BOTTOM + 18, power(power));
        }
        for (int power = y.first(); power <= y.last(); power++) {
            double at = y.at(Math.pow(10, power));
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, at, WIDTH - RIGHT);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, at + 4, power(power));
        }
        int decades = Math.min(x.last() - x.first(), y.last() - y.first());
        add(
                "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#999\" stroke-dasharray=\"5 4\"/>",
                x.at(Math.pow(10, x.first())),
                y.at(Math.pow(10, y.first())),
                x.at(Math.pow(10, x.first() + decades)),
                y.at(Math.pow(10, y.first() + decades)));
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, escaped(across));
        add(
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                HEIGHT / 2, escaped(up));
    }

    private void draw(Line line, String colour, int labelAt, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x.at(point.x()), y.at(point.y())));
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x.at(point.x()), y.at(point.y()), colour);
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                WIDTH - RIGHT + 12, labelAt, colour, escaped(line.label()));
    }

    private static String power(int power) {
        return BigDecimal.ONE.scaleByPowerOfTen(power).toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** From decade to decade, between two places of the drawing. */
    private record Axis(int first, int last, int from, int to) {
        static Axis of(List<Double> values, int from, int to) {
            double least =
                    values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
            double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
            int first = (int) Math.floor(Math.log10(least));
            return new Axis(first, Math.max(first + 1, (int) Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            return from + (to - from) * (Math.log10(value) - first) / (last - first);
        }
    }
}
