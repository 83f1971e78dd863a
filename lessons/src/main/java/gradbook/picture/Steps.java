package gradbook.picture;

import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * The walk through a graph, one gate at a time: forward 1..n, then backward n..1. Says for every frame which gate is at
 * work and what happens, and for every number in the picture from which frame to which it stands there.
 *
 * <p>The gradients are those of one fresh pass, whatever earlier passes left in the leaves.
 */
final class Steps {
    /** Frame 0 shows the inputs; {@code node} is null there. */
    record Frame(String name, Trace.Node node, String sentence) {}

    /** A number that the picture shows from frame {@code from} on, until frame {@code to} replaces it. */
    record Timed(String text, int from, int to) {
        static final int END = Integer.MAX_VALUE;
    }

    final List<Frame> frames = new ArrayList<>();
    private final Trace trace;
    private final int[] valueFrom;
    private final List<List<Timed>> gradients = new ArrayList<>();
    private final double[] grad;
    private final List<Integer> gates;

    Steps(Trace trace) {
        this.trace = trace;
        gates = gates(trace);
        int n = trace.nodes().size();
        valueFrom = new int[n];
        grad = new double[n];
        for (int i = 0; i < n; i++) gradients.add(new ArrayList<>());
        start();
        for (int i : gates) forward(trace.nodes().get(i));
        Trace.Node output = trace.output();
        set(output, trace.hasGradients() ? output.grad() : 1, gates.size() + 1);
        for (int k = gates.size() - 1; k >= 0; k--) backward(trace.nodes().get(gates.get(k)), k + 1);
    }

    /** The gates' places in the trace, in the order in which a walk forward comes to them: the first is step 1. */
    static List<Integer> gates(Trace trace) {
        return trace.nodes().stream()
                .filter(node -> node.gate() != null)
                .map(Trace.Node::id)
                .toList();
    }

    int last() {
        return frames.size() - 1;
    }

    Timed value(Trace.Node node) {
        return new Timed(Words.number(node.data()), valueFrom[node.id()], Timed.END);
    }

    List<Timed> gradients(Trace.Node node) {
        return gradients.get(node.id());
    }

    Timed downstream(Trace.Edge edge) {
        int consumer = gates.indexOf(edge.consumer().id()) + 1;
        return new Timed(Words.number(grad[edge.consumer().id()] * edge.local()), backwardFrame(consumer), Timed.END);
    }

    /** The frames in which this node is at work: the first has the number of its step. */
    List<Integer> marks(Trace.Node node) {
        int step = gates.indexOf(node.id()) + 1;
        return step == 0 ? List.of() : List.of(step, backwardFrame(step));
    }

    private int backwardFrame(int step) {
        return 2 * gates.size() + 1 - step;
    }

    private void start() {
        List<String> inputs = new ArrayList<>();
        List<String> constants = new ArrayList<>();
        for (Trace.Node node : trace.nodes()) {
            if (node.gate() != null) continue;
            if (node.isConstant()) constants.add(node.label());
            else inputs.add(Words.name(node) + " = " + Words.number(node.data()));
        }
        String says = inputs.isEmpty() ? "" : "The inputs: " + String.join(", ", inputs) + ".";
        if (!constants.isEmpty()) says += " The numbers of the formula: " + String.join(", ", constants) + ".";
        frames.add(new Frame("start", null, says.strip()));
    }

    private void forward(Trace.Node node) {
        valueFrom[node.id()] = frames.size();
        String sentence = Words.definition(trace, node) + ": " + Words.inserted(trace, node) + " gives "
                + Words.number(node.data()) + ".";
        frames.add(new Frame("forward " + frames.size() + " of " + gates.size(), node, sentence));
    }

    private void backward(Trace.Node node, int step) {
        int frame = frames.size();
        String upstream = Words.number(grad[node.id()]);
        List<String> deeds = new ArrayList<>();
        for (Trace.Edge edge : trace.edges()) {
            if (edge.consumer() != node) continue;
            Trace.Node input = edge.input();
            double before = grad[input.id()];
            double downstream = grad[node.id()] * edge.local();
            String deed = "to " + Words.name(input) + ", upstream " + upstream + " times local "
                    + Words.number(edge.local()) + " gives downstream " + Words.number(downstream);
            if (!gradients.get(input.id()).isEmpty())
                deed += ", added to what is there: " + Words.sum(List.of(before, downstream)) + " = "
                        + Words.number(before + downstream);
            deeds.add(deed);
            set(input, before + downstream, frame);
        }
        String where = node == trace.output() ? "Backward starts at " : "Back at ";
        String sentence =
                where + Words.name(node) + " with gradient " + upstream + ": " + String.join("; ", deeds) + ".";
        frames.add(new Frame("backward " + step + " of " + gates.size(), node, sentence));
    }

    private void set(Trace.Node node, double gradient, int frame) {
        grad[node.id()] = gradient;
        List<Timed> history = gradients.get(node.id());
        if (!history.isEmpty()) {
            Timed before = history.remove(history.size() - 1);
            if (before.from() < frame) history.add(new Timed(before.text(), before.from(), frame));
        }
        history.add(new Timed(Words.number(gradient), frame, Timed.END));
    }
}
