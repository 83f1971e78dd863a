package gradbook.picture;

import gradbook.picture.GraphLayout.Item;
import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Metrics;
import gradbook.picture.GraphLayout.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives every item its coordinates once the columns are ordered: heights that keep wires straight, then widths. */
final class Placement {
    private static final int SWEEPS = 13; // odd: the last one runs rightward
    private static final double LEVEL = 1e-6;
    private static final double STRAIGHT = 300; // how much more a long wire keeps its height than a box does

    private final GraphLayout layout;
    private final Metrics metrics;

    Placement(GraphLayout layout, Metrics metrics) {
        this.layout = layout;
        this.metrics = metrics;
    }

    void place() {
        placeRows();
        placeColumns();
    }

    private void placeRows() {
        for (List<Item> column : layout.columns) settle(column, new double[column.size()]);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightward = sweep % 2 == 0;
            for (int i = 0; i < layout.columns.size(); i++) {
                List<Item> column = layout.columns.get(rightward ? i : layout.columns.size() - 1 - i);
                double[] wish = new double[column.size()];
                for (int k = 0; k < wish.length; k++) wish[k] = wish(column.get(k), rightward);
                settle(column, wish);
            }
        }
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (List<Item> column : layout.columns)
            for (Item item : column) {
                top = Math.min(top, item.y - extent(item, true));
                bottom = Math.max(bottom, item.y + extent(item, false));
            }
        layout.height = bottom - top;
        for (List<Item> column : layout.columns) for (Item item : column) item.y -= top;
        for (Wire w : layout.wires) {
            w.fromY = w.from.y + metrics.port(w.from.kind, w.outPort, w.from.outPorts);
            w.toY = w.to.y + metrics.port(w.to.kind, w.inPort, w.to.inPorts);
        }
    }

    private double extent(Item item, boolean up) {
        return metrics.extent(item.kind, Math.max(item.inPorts, item.outPorts), up);
    }

    /** The height at which the wires on one side run straight; a bend stays where its wire comes from. */
    private double wish(Item item, boolean rightward) {
        List<Wire> wires = rightward || item.kind == Kind.BEND ? item.in : item.out;
        if (wires.isEmpty()) return item.y;
        if (item.kind == Kind.BEND) return exit(wires.get(0));
        double sum = 0;
        double weight = 0;
        for (Wire w : wires) {
            boolean level = layout.isLarge && item.kind == Kind.GATE;
            double own = level
                    ? 0
                    : metrics.port(
                            item.kind, rightward ? w.inPort : w.outPort, rightward ? item.inPorts : item.outPorts);
            double other = rightward ? exit(w) : w.to.y + metrics.port(w.to.kind, w.inPort, w.to.inPorts);
            // In a large graph a long chain runs level, and inputs hang below it.
            double pull = layout.isLarge && w.from.kind == Kind.LEAF ? 0.02 : 1;
            sum += pull * (other - own);
            weight += pull;
        }
        return sum / weight;
    }

    private double exit(Wire w) {
        return w.from.y + metrics.port(w.from.kind, w.outPort, w.from.outPorts);
    }

    /** Puts a column as near to its wishes as the room allows: least squares, by pooling neighbours that collide. */
    private void settle(List<Item> column, double[] wish) {
        int n = column.size();
        double[] offset = new double[n];
        for (int i = 1; i < n; i++)
            offset[i] = offset[i - 1] + extent(column.get(i - 1), false) + extent(column.get(i), true);
        double[] mean = new double[n];
        double[] weight = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            mean[pools] = wish[i] - offset[i];
            weight[pools] = column.get(i).kind == Kind.BEND ? STRAIGHT : 1;
            size[pools++] = 1;
            while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
                double merged = weight[pools - 2] + weight[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * weight[pools - 2] + mean[pools - 1] * weight[pools - 1]) / merged;
                weight[pools - 2] = merged;
                size[pools - 2] += size[--pools];
            }
        }
        for (int p = 0, i = 0; p < pools; p++)
            for (int k = 0; k < size[p]; k++, i++) column.get(i).y = mean[p] + offset[i];
    }

    private void placeColumns() {
        double left = 0;
        for (List<Item> column : layout.columns) {
            double wide = 0;
            double label = 0;
            double rise = 0;
            double name = 0;
            Set<Item> turns = new HashSet<>();
            for (Item item : column) {
                item.width = metrics.width(item.kind, item.node);
                wide = Math.max(wide, item.width);
                double above = metrics.name(item.kind, item.node);
                if (above > item.width) name = Math.max(name, above);
                for (Wire w : item.out) {
                    if (w.first) label = Math.max(label, metrics.labelWidth(w));
                    rise = Math.max(rise, Math.abs(w.toY - w.fromY));
                    if (Math.abs(w.toY - w.fromY) > LEVEL) turns.add(w.to);
                }
            }
            wide = Math.max(wide, name);
            for (Item item : column) item.x = left + wide / 2;
            layout.names.add(name);
            boolean end = column == layout.columns.get(layout.columns.size() - 1);
            layout.labels.add(new double[] {left + wide, left + wide + label});
            left += end ? wide : wide + label + metrics.slant(rise, turns.size());
        }
        layout.width = left;
    }
}
