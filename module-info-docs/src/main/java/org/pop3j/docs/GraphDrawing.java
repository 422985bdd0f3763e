package org.pop3j.docs;

import java.util.List;
import org.pop3j.docs.GraphLayout.Place;
import org.pop3j.docs.GraphLayout.Route;
import org.pop3j.docs.ModuleGraph.Strength;

/** Draws the graph as SVG; every figure is a whole number, so that the text is the same on every machine. */
final class GraphDrawing {
    private static final int BOX_WIDTH = 188;
    private static final int BOX_HEIGHT = 34;
    private static final int ROW = 54;
    private static final int GAP = 70;
    private static final int MARGIN = 16;

    private final GraphLayout layout;
    private final ModuleGraph graph;
    private final StringBuilder svg = new StringBuilder();

    GraphDrawing(GraphLayout layout) {
        this.layout = layout;
        this.graph = layout.graph();
    }

    String svg() {
        int width = 2 * MARGIN + layout.columns() * (BOX_WIDTH + GAP) - GAP;
        int height = 2 * MARGIN + (int) Math.ceil(layout.height() * ROW);
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        .formatted(width, height, width, height)
                + " font-family=\"sans-serif\" font-size=\"13\">");
        line(
                "<title>The modules of pop3j: an arrow leads to what is required, a strong one to what is passed on</title>");
        line("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                + " markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                + "<path d=\"M0 0L8 4L0 8z\" fill=\"#345\"/></marker></defs>");
        line("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        layout.routes().forEach(this::arrow);
        graph.names().forEach(this::box);
        line("</svg>");
        return svg.toString();
    }

    private void arrow(Route route) {
        List<Place> places = route.places();
        int column = layout.column(route.arrow().from());
        StringBuilder path = new StringBuilder();
        path.append("M%d %d".formatted(left(column) + BOX_WIDTH, y(places.get(0))));
        for (int i = 1; i < places.size(); i++) {
            boolean isPassage = i < places.size() - 1;
            path.append(
                    curve(left(column + i - 1) + BOX_WIDTH, y(places.get(i - 1)), left(column + i), y(places.get(i))));
            path.append(isPassage ? "H%d".formatted(left(column + i) + BOX_WIDTH) : "");
        }
        String width = route.arrow().strength() == Strength.TRANSITIVE ? "2.4" : "1";
        line("<path d=\"%s\" fill=\"none\" stroke=\"#345\" stroke-width=\"%s\" marker-end=\"url(#head)\"/>"
                .formatted(path, width));
    }

    private static String curve(int fromX, int fromY, int toX, int toY) {
        int middle = (fromX + toX) / 2;
        return "C%d %d %d %d %d %d".formatted(middle, fromY, middle, toY, toX, toY);
    }

    private void box(String name) {
        boolean isOwn = name.startsWith("org.pop3j.");
        int x = left(layout.column(name));
        int y = y(layout.box(name));
        line("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" %s/>"
                .formatted(
                        x,
                        y - BOX_HEIGHT / 2,
                        BOX_WIDTH,
                        BOX_HEIGHT,
                        isOwn
                                ? "fill=\"#dbe9f6\" stroke=\"#345\""
                                : "fill=\"#f4f4f4\" stroke=\"#888\" stroke-dasharray=\"4 3\""));
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#123\">%s</text>"
                .formatted(x + BOX_WIDTH / 2, y + 5, name));
    }

    private static int left(int column) {
        return MARGIN + column * (BOX_WIDTH + GAP);
    }

    private static int y(Place place) {
        return MARGIN + (int) Math.round(place.y() * ROW);
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }
}
