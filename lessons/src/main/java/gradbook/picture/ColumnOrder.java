package gradbook.picture;

import gradbook.picture.GraphLayout.Item;
import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Orders the items of each column so that few wires cross: sweeps of barycentres, of which the best is kept. */
final class ColumnOrder {
    private static final int SWEEPS = 12;

    private final List<List<Item>> columns;

    ColumnOrder(List<List<Item>> columns) {
        this.columns = columns;
    }

    /** Starts with a walk from the output, which draws a tree without a crossing, then sweeps while that helps. */
    void improve() {
        List<Item> seen = new ArrayList<>();
        Set<Item> done = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Item> stack = new ArrayDeque<>(columns.get(columns.size() - 1));
        while (!stack.isEmpty()) {
            Item item = stack.pop();
            if (!done.add(item)) continue;
            seen.add(item);
            List<Wire> in = new ArrayList<>(item.in);
            in.sort(Comparator.comparingInt(w -> -w.inPort));
            for (Wire w : in) stack.push(w.from);
        }
        for (List<Item> column : columns) column.clear();
        for (Item item : seen) columns.get(item.rank).add(item);
        number();
        List<List<Item>> best = snapshot();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean rightward = sweep % 2 == 0;
            for (int i = 0; i < columns.size(); i++) {
                List<Item> column = columns.get(rightward ? i : columns.size() - 1 - i);
                column.sort(Comparator.comparingDouble(item -> barycentre(item, rightward)));
                number(column);
            }
            int now = crossings();
            if (now >= fewest) continue;
            fewest = now;
            best = snapshot();
        }
        for (int r = 0; r < columns.size(); r++) columns.set(r, best.get(r));
        number();
        for (List<Item> column : columns) for (Item item : column) if (item.kind == Kind.COPY) assignPorts(item);
    }

    /** The branches of a copy are alike: each leaves at the height that suits its target. */
    private static void assignPorts(Item copy) {
        copy.out.sort(Comparator.comparingDouble(ColumnOrder::inPlace));
        for (int i = 0; i < copy.out.size(); i++) copy.out.get(i).outPort = i;
    }

    private List<List<Item>> snapshot() {
        List<List<Item>> copy = new ArrayList<>();
        for (List<Item> column : columns) copy.add(new ArrayList<>(column));
        return copy;
    }

    private void number() {
        for (List<Item> column : columns) number(column);
    }

    /** While the order is sought, an item's height is its place in the column. */
    private static void number(List<Item> column) {
        for (int i = 0; i < column.size(); i++) column.get(i).y = i;
    }

    private static double barycentre(Item item, boolean rightward) {
        List<Wire> wires = rightward ? item.in : item.out;
        if (wires.isEmpty()) return item.y;
        double sum = 0;
        for (Wire w : wires) sum += rightward ? outPlace(w) : inPlace(w);
        return sum / wires.size();
    }

    private static double outPlace(Wire w) {
        return w.from.y + (w.outPort + 0.5) / Math.max(1, w.from.outPorts);
    }

    private static double inPlace(Wire w) {
        return w.to.y + (w.inPort + 0.5) / Math.max(1, w.to.inPorts);
    }

    int crossings() {
        int count = 0;
        for (List<Item> column : columns) {
            List<Wire> gap = new ArrayList<>();
            for (Item item : column) gap.addAll(item.out);
            for (int i = 0; i < gap.size(); i++)
                for (int j = 0; j < i; j++)
                    if ((outPlace(gap.get(i)) - outPlace(gap.get(j))) * (inPlace(gap.get(i)) - inPlace(gap.get(j))) < 0)
                        count++;
        }
        return count;
    }
}
