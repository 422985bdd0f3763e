package org.pop3j.docs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pop3j.docs.ModuleGraph.Arrow;

/**
 * Where the boxes stand: in columns, each arrow leading to the right. Where an arrow passes a column it has a place there
 * like a box. Boxes are moved towards those they are joined to, a few times; the same graph always gives the same picture.
 */
final class GraphLayout {
    private static final int SWEEPS = 24;
    private static final double BOX_ROOM = 1.0;
    private static final double PASSAGE_ROOM = 0.55;

    /** A box, or the passage of an arrow through a column; {@code y} is its middle, counted in boxes. */
    static final class Place {
        private final String name;
        private final double room;
        private final List<Place> left = new ArrayList<>();
        private final List<Place> right = new ArrayList<>();
        private double y;

        private Place(String name, double room) {
            this.name = name;
            this.room = room;
        }

        double y() {
            return y;
        }
    }

    /** An arrow and the places it goes through, its two boxes included. */
    record Route(Arrow arrow, List<Place> places) {}

    private final ModuleGraph graph;
    private final Map<String, Integer> depths = new TreeMap<>();
    private final Map<String, Place> boxes = new TreeMap<>();
    private final List<List<Place>> columns = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    GraphLayout(ModuleGraph graph) {
        this.graph = graph;
        graph.names().forEach(this::depth);
        graph.names().forEach(this::moveToSources);
        placeBoxes();
        graph.arrows().forEach(this::route);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            columns.forEach(column -> settle(column, place -> place.left));
            Collections.reverse(columns);
            columns.forEach(column -> settle(column, place -> place.right));
            Collections.reverse(columns);
        }
        moveDown();
    }

    ModuleGraph graph() {
        return graph;
    }

    List<Route> routes() {
        return routes;
    }

    Place box(String name) {
        return boxes.get(name);
    }

    int column(String name) {
        return columns.size() - 1 - depths.get(name);
    }

    int columns() {
        return columns.size();
    }

    /** The height of the picture in boxes. */
    double height() {
        return columns.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.y + place.room / 2)
                .max()
                .orElse(0);
    }

    /** The longest way from a module to one that requires nothing. */
    private int depth(String name) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        int depth = graph.targets(name).stream()
                .mapToInt(target -> depth(target) + 1)
                .max()
                .orElse(0);
        depths.put(name, depth);
        return depth;
    }

    /** A module that requires nothing stands right beside those that require it. */
    private void moveToSources(String name) {
        if (graph.targets(name).isEmpty()) {
            graph.sources(name).stream()
                    .mapToInt(depths::get)
                    .min()
                    .ifPresent(nearest -> depths.put(name, nearest - 1));
        }
    }

    private void placeBoxes() {
        int count = Collections.max(depths.values()) + 1;
        for (int i = 0; i < count; i++) {
            columns.add(new ArrayList<>());
        }
        for (String name : graph.names()) {
            boxes.put(name, place(name, BOX_ROOM, column(name)));
        }
    }

    private Place place(String name, double room, int column) {
        Place place = new Place(name, room);
        place.y = columns.get(column).size();
        columns.get(column).add(place);
        return place;
    }

    private void route(Arrow arrow) {
        List<Place> places = new ArrayList<>();
        places.add(boxes.get(arrow.from()));
        for (int column = column(arrow.from()) + 1; column < column(arrow.to()); column++) {
            places.add(place(arrow.from() + " " + arrow.to(), PASSAGE_ROOM, column));
        }
        places.add(boxes.get(arrow.to()));
        for (int i = 1; i < places.size(); i++) {
            places.get(i - 1).right.add(places.get(i));
            places.get(i).left.add(places.get(i - 1));
        }
        routes.add(new Route(arrow, places));
    }

    /** Moves each place to the middle of its neighbours on one side, then apart until none overlaps. */
    private static void settle(List<Place> column, Function<Place, List<Place>> neighbours) {
        for (Place place : column) {
            place.y = neighbours.apply(place).stream()
                    .mapToDouble(neighbour -> neighbour.y)
                    .average()
                    .orElse(place.y);
        }
        double wanted = middle(column);
        column.sort(Comparator.comparingDouble(Place::y).thenComparing(place -> place.name));
        for (int i = 1; i < column.size(); i++) {
            Place above = column.get(i - 1);
            Place place = column.get(i);
            place.y = Math.max(place.y, above.y + (above.room + place.room) / 2);
        }
        double shift = wanted - middle(column);
        column.forEach(place -> place.y += shift);
    }

    private static double middle(List<Place> column) {
        return column.stream().mapToDouble(Place::y).average().orElse(0);
    }

    private void moveDown() {
        List<Place> all = columns.stream().flatMap(List::stream).toList();
        double top = all.stream()
                .mapToDouble(place -> place.y - place.room / 2)
                .min()
                .orElse(0);
        all.forEach(place -> place.y -= top);
    }
}
