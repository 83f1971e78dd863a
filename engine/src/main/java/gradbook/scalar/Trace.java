package gradbook.scalar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened at every edge of a graph, forward and backward, as numbers that no longer change: the rows of the
 * gradient table, the frames of the player and the labels of the picture all come from here (B §3).
 *
 * @param nodes every value once, operands before what is made of them; the output is last
 * @param edges one per use of a value, in the order in which the backward walk handles them
 * @param hasGradients whether the backward walk has reached the output yet, with an upstream other than 0
 */
public record Trace(List<Node> nodes, List<Edge> edges, boolean hasGradients) {

    /** How the columns of the gradient table are headed, wherever it is shown; one row per edge. */
    public static final List<String> COLUMNS = List.of("into", "at", "value", "upstream", "local", "downstream");

    private static final int MOST_VALUES = 500;

    /**
     * One value of the graph.
     *
     * @param id its place in the forward order, from 0
     * @param label its name; its number for an unnamed leaf; {@code v1}, {@code v2}, ... for an unnamed result
     * @param gate what made it, or {@code null} for a leaf
     * @param inputs the ids of its operands, in order
     * @param fanOut how often it is used; above 1 a copy gate stands here, and gradients add
     * @param value the value itself
     */
    public record Node(
            int id, String label, Gate gate, double data, double grad, List<Integer> inputs, int fanOut, Value value) {
        /** Whether it is a leaf without a name: a number of the formula rather than an input. */
        public boolean isConstant() {
            return gate == null && value.name() == null;
        }
    }

    /**
     * One use of a value: what came from above, the local derivative, and their product, which goes on below.
     *
     * @param slot which input of the consumer this is, from 0
     * @param copy which of the input's uses this is in the forward order, from 1
     */
    public record Edge(
            Node consumer, Node input, int slot, int copy, double upstream, double local, double downstream) {}

    /** The trace of the graph that ends in {@code output}, as its last forward and backward pass left it. */
    public static Trace of(Value output) {
        List<Value> order =
                Given.given(output, "Trace", "the expression", "a Value").forwardOrder();
        Map<Value, Integer> ids = new IdentityHashMap<>();
        List<List<Integer>> inputs = new ArrayList<>();
        List<int[]> copies = new ArrayList<>();
        int[] uses = new int[order.size()];
        for (Value v : order) { // forward: which values it is made of, and which of their uses this is
            List<Integer> in = v.inputs().stream().map(ids::get).toList();
            copies.add(in.stream().mapToInt(id -> ++uses[id]).toArray());
            inputs.add(in);
            ids.put(v, ids.size());
        }
        List<String> labels = labels(order);
        List<Node> nodes = new ArrayList<>();
        for (Value v : order) {
            int id = nodes.size();
            nodes.add(new Node(id, labels.get(id), v.gate(), v.data(), v.grad(), inputs.get(id), uses[id], v));
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) { // backward: upstream times local, edge by edge
            Node consumer = nodes.get(i);
            List<Node> in = consumer.inputs().stream().map(nodes::get).toList();
            double[] numbers = in.stream().mapToDouble(Node::data).toArray();
            for (int slot = 0; slot < numbers.length; slot++) {
                double local = consumer.gate().local(slot, consumer.data(), numbers);
                int copy = copies.get(i)[slot];
                double upstream = consumer.grad();
                edges.add(new Edge(consumer, in.get(slot), slot, copy, upstream, local, upstream * local));
            }
        }
        return new Trace(List.copyOf(nodes), List.copyOf(edges), output.grad() != 0);
    }

    /** A label for every value, no two results alike: a name that comes twice gets a prime. */
    private static List<String> labels(List<Value> order) {
        Set<String> taken = new HashSet<>();
        Set<String> names =
                order.stream().map(Value::name).filter(Objects::nonNull).collect(Collectors.toSet());
        List<String> labels = new ArrayList<>();
        int unnamed = 0;
        for (Value v : order) {
            String label = v.name();
            if (label == null && v.isLeaf()) {
                labels.add(number(v.data()));
                continue;
            }
            while (label == null || v.name() == null && names.contains(label))
                label = "v" + ++unnamed; // one that nobody has given as a name
            while (!taken.add(label)) label += "'";
            labels.add(label);
        }
        return labels;
    }

    /** The node of the output, where the backward walk starts. */
    public Node output() {
        return nodes.get(nodes.size() - 1);
    }

    /** What a node is made of, one step deep, with the labels of this trace: {@code x + y}. Empty for a leaf. */
    public String formula(Node node, Style style) {
        return formula(node, style, 10);
    }

    /** The same, with at most so many significant digits in the numbers of the formula. */
    public String formula(Node node, Style style, int digits) {
        return step(node, style, digits, n -> Notation.Term.name(n.label, style));
    }

    /** The same with the numbers of the operands in their places: {@code -2 + 5}. */
    public String inserted(Node node, Style style, int digits) {
        return step(node, style, digits, n -> Notation.Term.value(n.data, digits, style));
    }

    private String step(Node node, Style style, int digits, Function<Node, Notation.Term> operand) {
        if (node.gate() == null) return "";
        List<Notation.Term> operands = node.inputs().stream()
                .map(nodes::get)
                .map(n -> n.isConstant() ? Notation.Term.number(n.data, digits, style) : operand.apply(n))
                .toList();
        return Formula.step(node.gate(), style, operands);
    }

    /**
     * The whole trace as aligned text: forward, one row per value; backward, one row per edge; and the gradients,
     * where a value that is used more than once shows the sum that its copy gate makes.
     */
    public String table() {
        if (nodes.size() > MOST_VALUES)
            return "This graph has " + nodes.size() + " values, and a table is written for at most " + MOST_VALUES
                    + ": look at a part of it, Trace.of(part).\n";
        TextTable forward = TextTable.of("node", "made by", "value", "used");
        for (Node n : nodes) {
            if (!n.isConstant())
                forward.row(
                        n.label,
                        formula(n, Style.TEXT),
                        number(n.data),
                        n.fanOut > 1 ? n.fanOut + " times (copy gate)" : "");
        }
        if (!hasGradients)
            return forward + "\nNo gradients here: backward() was not called on " + output().label
                    + ", or with an upstream of 0.\n";
        TextTable backward = TextTable.of(COLUMNS.toArray(String[]::new));
        for (Edge e : edges) {
            String into = e.input.fanOut > 1 ? Style.TEXT.copy(e.input.label, e.copy) : e.input.label;
            backward.row(
                    into,
                    e.consumer.label,
                    number(e.input.data),
                    number(e.upstream),
                    number(e.local),
                    number(e.downstream));
        }
        TextTable gradients = TextTable.of("node", "gradient", "adds up");
        for (Node n : nodes) if (!n.isConstant()) gradients.row(n.label, number(n.grad), sum(n));
        return forward + "\n" + backward + "\n" + gradients;
    }

    /** The gradients that add up at a node, as a sum; empty where a single one came and is all that is there. */
    private String sum(Node n) {
        List<Edge> in = edges.stream()
                .filter(e -> e.input == n)
                .sorted(Comparator.comparing(Edge::copy))
                .toList();
        if (in.size() < 2 && in.stream().allMatch(e -> e.downstream == n.grad)) return "";
        List<Notation.Term> terms = in.stream()
                .map(e -> Notation.Term.number(e.downstream, 10, Style.TEXT))
                .toList();
        double now = in.stream().mapToDouble(Edge::downstream).sum();
        String sum = Formula.step(Gates.SUM, Style.TEXT, terms);
        // A leaf with more than this pass has brought was not cleared before it; the size says what rounding may do.
        double size = in.stream().mapToDouble(e -> Math.abs(e.downstream)).sum();
        boolean earlier = n.gate == null && Double.isFinite(now) && !(Math.abs(now - n.grad) <= 1e-9 * size);
        return earlier ? sum + ", and " + number(n.grad - now) + " from earlier backward passes" : sum;
    }

    /**
     * Where NaN or an infinity first appears, forward or else backward, as a sentence; or that every number is
     * finite.
     */
    public String firstNonFinite() {
        for (Node n : nodes) {
            if (Double.isFinite(n.data)) continue;
            if (n.gate == null)
                return "Forward, `" + n.label + "` is " + number(n.data) + " from the start: it is an input.";
            return "Forward, " + number(n.data) + " first appears at `" + n.label + "` = " + formula(n, Style.TEXT)
                    + ": " + n.gate.name() + " of "
                    + n.inputs.stream().map(id -> number(nodes.get(id).data)).collect(Collectors.joining(" and "))
                    + ".";
        }
        if (!hasGradients) return "Every value is finite; there are no gradients yet.";
        String backward = firstNonFiniteBackward();
        return backward == null
                ? "Every value and every gradient is finite."
                : "Forward, every value is finite. Backward, " + backward + ".";
    }

    private String firstNonFiniteBackward() {
        Iterator<Edge> walk = edges.iterator(); // in the order of the walk, as many from each node as it has inputs
        for (int id = nodes.size() - 1; id >= 0; id--) {
            Node n = nodes.get(id);
            if (!Double.isFinite(n.grad))
                return number(n.grad)
                        + (n == output()
                                ? " is there from the start: it is the upstream of `" + n.label + "`"
                                : " first appears at `" + n.label + "`, where gradients add: " + sum(n));
            for (int slot = 0; slot < n.inputs.size(); slot++) {
                Edge e = walk.next();
                if (!Double.isFinite(e.downstream))
                    return number(e.downstream) + " first appears from `" + e.consumer.label + "` to `" + e.input.label
                            + "`: upstream " + number(e.upstream) + " times local " + number(e.local);
            }
        }
        return null;
    }

    /** A number as {@link Style#number(double)} writes it in plain text. */
    public static String number(double d) {
        return Style.TEXT.number(d);
    }

    /** The same as {@link #table()}. */
    @Override
    public String toString() {
        return table();
    }
}
