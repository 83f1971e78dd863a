package gradbook.picture;

import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where everything in the drawing of a graph stands: columns from the inputs on the left to the output on the right,
 * the order within a column that crosses few wires, and heights that keep wires straight. Our own layered layout after
 * Sugiyama: ranks by longest path, bends for wires that pass a column, barycentre sweeps, least squares for the heights.
 *
 * <p>The same trace always gives the same coordinates. Units are those of the {@link Metrics}: pixels for a page,
 * characters for a terminal.
 */
final class GraphLayout {
    /** Up to here all inputs stand in the first column, as in a textbook; beyond, each stands before its first use. */
    private static final int TEXTBOOK = 20;

    enum Kind {
        LEAF,
        GATE,
        COPY,
        BEND,
        OUTPUT
    }

    /** How much room things take; heights are measured from the middle line of an item. */
    interface Metrics {
        double width(Kind kind, Trace.Node node);

        /** How wide the name above an item is; 0 where it is drawn in the item's own room. */
        default double name(Kind kind, Trace.Node node) {
            return 0;
        }

        /** Room above ({@code up}) or below the item's middle line that no neighbour may enter. */
        double extent(Kind kind, int ports, boolean up);

        /** Where the {@code i}-th of {@code n} ports sits, relative to the middle line. */
        double port(Kind kind, int i, int n);

        double labelWidth(Wire wire);

        /** Room for the part of the wires between two columns that goes up or down, into {@code turns} items. */
        double slant(double rise, int turns);
    }

    /** A box, a copy bar, or the point where a long wire passes a column. */
    static final class Item {
        final Kind kind;
        final Trace.Node node;
        int inPorts;
        int outPorts = 1;
        int rank;
        double x;
        double y;
        double width;
        final List<Wire> in = new ArrayList<>();
        final List<Wire> out = new ArrayList<>();

        Item(Kind kind, Trace.Node node) {
            this.kind = kind;
            this.node = node;
        }
    }

    /** A wire between neighbouring columns. Only its first piece is labelled; {@code edge} is null before a copy bar. */
    static final class Wire {
        final Item from;
        final Item to;
        int outPort;
        final int inPort;
        final Trace.Edge edge;
        final boolean first;
        final boolean last;
        double fromY;
        double toY;

        Wire(Item from, int outPort, Item to, int inPort, Trace.Edge edge, boolean first, boolean last) {
            this.from = from;
            this.outPort = outPort;
            this.to = to;
            this.inPort = inPort;
            this.edge = edge;
            this.first = first;
            this.last = last;
        }

        /** The value this wire carries. */
        Trace.Node node() {
            return from.node;
        }
    }

    final List<List<Item>> columns = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();
    /** Where the labels of the wires that leave a column begin and end. */
    final List<double[]> labels = new ArrayList<>();
    /** How wide the widest name is that stands out on both sides of its item in this column; 0 where none does. */
    final List<Double> names = new ArrayList<>();

    double width;
    double height;
    /** Whether inputs stand before their first use instead of all in the first column. */
    boolean isLarge;

    private GraphLayout() {}

    static GraphLayout of(Trace trace, Metrics metrics) {
        GraphLayout layout = new GraphLayout();
        layout.rank(trace);
        new ColumnOrder(layout.columns).improve();
        new Placement(layout, metrics).place();
        return layout;
    }

    private void rank(Trace trace) {
        int n = trace.nodes().size();
        Item[] items = new Item[n];
        Item[] copies = new Item[n];
        for (Trace.Node node : trace.nodes()) {
            Item item = new Item(node.gate() == null ? Kind.LEAF : Kind.GATE, node);
            item.inPorts = node.inputs().size();
            for (int input : node.inputs()) {
                Item source = copies[input] != null ? copies[input] : items[input];
                item.rank = Math.max(item.rank, source.rank + 1);
            }
            items[node.id()] = item;
            if (node.fanOut() > 1) {
                Item copy = copies[node.id()] = new Item(Kind.COPY, node);
                copy.inPorts = 1;
                copy.outPorts = node.fanOut();
                copy.rank = item.rank + 1;
            }
        }
        isLarge = n > TEXTBOOK;
        if (isLarge) pullLeavesToTheirUse(trace, items, copies);
        Item output = new Item(Kind.OUTPUT, trace.nodes().get(n - 1));
        output.inPorts = 1;
        output.rank = items[n - 1].rank + 1;
        for (int r = 0; r <= output.rank; r++) columns.add(new ArrayList<>());
        for (int i = 0; i < n; i++) {
            columns.get(items[i].rank).add(items[i]);
            if (copies[i] == null) continue;
            columns.get(copies[i].rank).add(copies[i]);
            connect(items[i], 0, copies[i], 0, null);
        }
        columns.get(output.rank).add(output);
        int[] used = new int[n];
        for (Trace.Edge edge : inForwardOrder(trace)) {
            int input = edge.input().id();
            Item source = copies[input] != null ? copies[input] : items[input];
            int port = copies[input] != null ? used[input]++ : 0;
            connect(source, port, items[edge.consumer().id()], edge.slot(), edge);
        }
        connect(items[n - 1], 0, output, 0, null);
    }

    private static List<Trace.Edge> inForwardOrder(Trace trace) {
        return trace.edges().stream()
                .sorted(Comparator.comparingInt((Trace.Edge e) -> e.consumer().id())
                        .thenComparingInt(Trace.Edge::slot))
                .toList();
    }

    private static void pullLeavesToTheirUse(Trace trace, Item[] items, Item[] copies) {
        int[] firstUse = new int[items.length];
        Arrays.fill(firstUse, Integer.MAX_VALUE);
        for (Trace.Edge e : trace.edges())
            firstUse[e.input().id()] =
                    Math.min(firstUse[e.input().id()], items[e.consumer().id()].rank);
        for (int i = 0; i < items.length; i++) {
            if (items[i].kind != Kind.LEAF || firstUse[i] == Integer.MAX_VALUE) continue;
            items[i].rank = firstUse[i] - (copies[i] == null ? 1 : 2);
            if (copies[i] != null) copies[i].rank = items[i].rank + 1;
        }
    }

    private void connect(Item from, int outPort, Item to, int inPort, Trace.Edge edge) {
        Item here = from;
        for (int r = from.rank + 1; r < to.rank; r++) {
            Item bend = new Item(Kind.BEND, from.node);
            bend.rank = r;
            bend.inPorts = 1;
            columns.get(r).add(bend);
            link(new Wire(here, here == from ? outPort : 0, bend, 0, edge, here == from, false));
            here = bend;
        }
        link(new Wire(here, here == from ? outPort : 0, to, inPort, edge, here == from, true));
    }

    private void link(Wire wire) {
        wires.add(wire);
        wire.from.out.add(wire);
        wire.to.in.add(wire);
    }
}
