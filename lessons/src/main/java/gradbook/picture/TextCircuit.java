package gradbook.picture;

import gradbook.picture.GraphLayout.Item;
import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import gradbook.picture.Steps.Timed;
import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The circuit in characters, on the same layout as the picture: values above the wires, gradients below.
 *
 * <pre>
 *     -2
 *  x ────┐        q
 *     -4 │           3
 *        ├──────(+)────┐
 * </pre>
 */
final class TextCircuit implements GraphLayout.Metrics {
    private final Labels labels;
    private final Trace trace;
    private final int step;
    private int[][] grid; // code points; 0 is empty

    private TextCircuit(Labels labels, int step) {
        this.labels = labels;
        this.step = step;
        trace = labels.trace;
    }

    /**
     * The drawing, or {@code null} where it would be wider than {@code widest} or two wires would run together.
     *
     * @param step which step of a walk is drawn: a gate at work stands in square brackets, numbers still to come are
     *     left out
     */
    static String draw(Labels labels, int step, int widest) {
        return new TextCircuit(labels, step).draw(widest);
    }

    private String draw(int widest) {
        GraphLayout layout = GraphLayout.of(trace, this);
        if (layout.width > widest) return null;
        grid = new int[(int) Math.ceil(layout.height) + 3][(int) Math.ceil(layout.width) + 2];
        for (int r = 0; r < layout.columns.size(); r++) if (!gap(layout, r)) return null;
        for (List<Item> column : layout.columns) column.forEach(this::item);
        StringBuilder out = new StringBuilder();
        for (int[] row : grid) {
            StringBuilder line = new StringBuilder();
            for (int c : row) line.appendCodePoint(c == 0 ? ' ' : c);
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing().replaceFirst("^\n+", "");
    }

    /** The wires between a column and the next: level to a channel, up or down in it, level to the target. */
    private boolean gap(GraphLayout layout, int r) {
        Map<Item, Integer> channels = new LinkedHashMap<>();
        List<Wire> wires = new ArrayList<>();
        for (Item item : layout.columns.get(r)) wires.addAll(item.out);
        for (Wire w : wires) if (row(w.fromY) != row(w.toY)) channels.put(w.to, 0);
        List<Item> order = new ArrayList<>(channels.keySet());
        // A wire that leaves at the row where another arrives must turn off first.
        for (int pass = 0; pass < order.size(); pass++)
            for (int i = 0; i + 1 < order.size(); i++)
                if (mustComeFirst(wires, order.get(i + 1), order.get(i))) order.add(i, order.remove(i + 1));
        for (int i = 0; i < order.size(); i++)
            for (int j = i + 1; j < order.size(); j++)
                if (mustComeFirst(wires, order.get(j), order.get(i))) return false;
        for (int i = 0; i < order.size(); i++)
            channels.put(order.get(i), (int) layout.labels.get(r)[1] + 2 * i); // apart: one sees what passes under
        for (Wire w : wires) {
            int start = start(w.from.x, drawn(w.from)) + drawn(w.from);
            int end = start(w.to.x, drawn(w.to)) - 1;
            int turn = channels.getOrDefault(w.to, end);
            level(row(w.fromY), start, turn);
            level(row(w.toY), turn, end);
            upright(turn, row(w.fromY), row(w.toY));
            if (w.first) labels(w, layout.labels.get(r));
        }
        for (Wire w : wires) if (channels.containsKey(w.to)) joint(channels.get(w.to), row(w.toY), w.to, wires);
        return true;
    }

    /** How many characters wide an item is where wires meet it: a gate may have a longer name above it. */
    private static int drawn(Item item) {
        return item.kind == Kind.BEND ? 0 : item.kind == Kind.GATE ? symbol(item.node) : (int) item.width;
    }

    private static int symbol(Trace.Node gate) {
        return length(gate.gate().symbol()) + 2;
    }

    private static int start(double middle, int width) {
        return (int) Math.round(middle - width / 2.0);
    }

    private static boolean mustComeFirst(List<Wire> wires, Item a, Item b) {
        for (Wire w : wires) if (w.to == a && row(w.fromY) != row(a.y) && row(w.fromY) == row(b.y)) return true;
        return false;
    }

    private void level(int row, int from, int to) {
        for (int x = from; x <= to; x++) if (grid[row][x] != '│') grid[row][x] = '─';
    }

    private void upright(int x, int from, int to) {
        for (int y = Math.min(from, to); y <= Math.max(from, to); y++) if (from != to) grid[y][x] = '│';
    }

    /** The corners and crossings of the wires that meet in one channel. */
    private void joint(int x, int row, Item to, List<Wire> wires) {
        boolean above = false;
        boolean below = false;
        boolean level = false;
        for (Wire w : wires) {
            if (w.to != to) continue;
            int from = row(w.fromY);
            above |= from < row;
            below |= from > row;
            level |= from == row;
        }
        for (Wire w : wires) {
            int from = row(w.fromY);
            if (w.to != to || from == row) continue;
            boolean further = wires.stream()
                    .anyMatch(v -> v.to == to && (from < row ? row(v.fromY) < from : row(v.fromY) > from));
            grid[from][x] = further ? '┤' : from < row ? '┐' : '┘';
        }
        grid[row][x] = above && below ? (level ? '┼' : '├') : above ? (level ? '┴' : '└') : level ? '┬' : '┌';
    }

    private void labels(Wire w, double[] zone) {
        double middle = (zone[0] + zone[1]) / 2;
        if (isSeen(labels.above(w)))
            write(middle, row(w.fromY) - 1, labels.above(w).text());
        for (Timed gradient : labels.below(w)) if (isSeen(gradient)) write(middle, row(w.fromY) + 1, gradient.text());
    }

    private boolean isSeen(Timed number) {
        return number.from() <= step && step < number.to();
    }

    private void item(Item item) {
        switch (item.kind) {
            case LEAF -> write(item.x, row(item.y), Words.name(item.node));
            case GATE -> {
                boolean works =
                        labels.steps != null && labels.steps.marks(item.node).contains(step);
                String symbol = item.node.gate().symbol();
                write(item.x, row(item.y), works ? "[" + symbol + "]" : "(" + symbol + ")");
                if (item.node != trace.output()) write(item.x, row(item.y) - 1, Words.name(item.node));
            }
            case COPY -> {
                int x = (int) Math.round(item.x - item.width / 2);
                int top = row(item.out.get(0).fromY);
                int bottom = row(item.out.get(item.out.size() - 1).fromY);
                for (Wire w : item.out) {
                    top = Math.min(top, row(w.fromY));
                    bottom = Math.max(bottom, row(w.fromY));
                }
                for (int y = top; y <= bottom; y++) grid[y][x] = '║';
                write(item.x - 2, top - 1, "copy");
            }
            case OUTPUT -> write(item.x, row(item.y), " " + Words.name(item.node));
            default -> level(row(item.y), (int) Math.round(item.x), (int) Math.round(item.x));
        }
    }

    private void write(double middle, int row, String text) {
        int[] points = text.codePoints().toArray();
        int x = start(middle, points.length);
        for (int i = 0; i < points.length; i++)
            if (x + i >= 0 && x + i < grid[row].length) grid[row][x + i] = points[i];
    }

    /** Two rows are kept for what is written above the topmost wire. */
    private static int row(double y) {
        return (int) Math.round(y) + 1;
    }

    private static int length(String s) {
        return s.codePointCount(0, s.length());
    }

    @Override
    public double width(Kind kind, Trace.Node node) {
        return switch (kind) {
            case LEAF -> length(Words.name(node)) + 2;
            case GATE -> node == trace.output() ? symbol(node) : Math.max(symbol(node), length(Words.name(node)));
            case OUTPUT -> length(Words.name(node)) + 1;
            default -> 1;
        };
    }

    @Override
    public double extent(Kind kind, int ports, boolean up) {
        double one = labels.hasGradients() || up ? 2 : 1;
        return kind == Kind.COPY ? (ports - 1) * 2 + 2 : kind == Kind.BEND ? 1 : one;
    }

    @Override
    public double port(Kind kind, int i, int n) {
        return kind == Kind.COPY ? (i - (n - 1) / 2.0) * 4 : 0;
    }

    @Override
    public double labelWidth(Wire w) {
        return labels.longest(w) + 2;
    }

    @Override
    public double slant(double rise, int turns) {
        return turns == 0 ? 1 : Math.max(3, 2 * turns);
    }
}
