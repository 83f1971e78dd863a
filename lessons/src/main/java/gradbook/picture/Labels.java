package gradbook.picture;

import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import gradbook.picture.Steps.Timed;
import gradbook.scalar.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The numbers on every wire of a drawing, and in a walk from which step to which each stands there. */
final class Labels {
    private static final String SO_FAR = "the gradient that has come back so far";

    final Trace trace;
    final Steps steps; // null for a drawing that does not move

    Labels(Trace trace, Steps steps) {
        this.trace = trace;
        this.steps = steps;
    }

    boolean hasGradients() {
        return steps != null || trace.hasGradients();
    }

    /** The value, above the wire. */
    Timed above(Wire wire) {
        return steps != null ? steps.value(wire.node()) : always(wire.node().data());
    }

    /** The gradient, below the wire; behind a copy gate it is the share that came back on this branch. */
    List<Timed> below(Wire wire) {
        if (!hasGradients()) return List.of();
        if (wire.from.kind == Kind.COPY)
            return List.of(steps != null ? steps.downstream(wire.edge) : always(wire.edge.downstream()));
        return steps != null
                ? steps.gradients(wire.node())
                : List.of(always(wire.node().grad()));
    }

    /**
     * What stands below the wires; {@code %s} is the output. It is the output's gradient only where one backward pass has
     * gone through this graph and no other, and the output's own number says how many times.
     */
    String meaning(boolean isPart) {
        return isOnePass(isPart) ? whose() + " with respect to it" : SO_FAR;
    }

    /** The same for a table of the whole graph. */
    String heading() {
        return isOnePass(false) ? whose() : SO_FAR;
    }

    private boolean isOnePass(boolean isPart) {
        if (steps != null) return !isPart;
        double[] pass = pass();
        double noise = 1e-15 * Arrays.stream(pass).map(Math::abs).max().getAsDouble();
        return trace.nodes().stream()
                .allMatch(n -> Math.abs(n.grad() - pass[n.id()]) <= 1e-9 * Math.abs(n.grad()) + noise);
    }

    private String whose() {
        double upstream = upstream();
        return (upstream == 1 ? "" : Words.number(upstream) + " times ") + "the gradient of %s";
    }

    /** What stands at the output. */
    private double upstream() {
        return trace.hasGradients() ? trace.output().grad() : 1;
    }

    /** The gradients of one backward pass from what stands at the output. */
    private double[] pass() {
        double[] grad = new double[trace.nodes().size()];
        grad[grad.length - 1] = upstream();
        for (Trace.Edge edge : trace.edges())
            grad[edge.input().id()] += grad[edge.consumer().id()] * edge.local();
        return grad;
    }

    private static Timed always(double number) {
        return new Timed(Words.number(number), 0, Timed.END);
    }

    /** How many characters the longest number has that ever stands on this wire. */
    int longest(Wire wire) {
        return Stream.concat(Stream.of(above(wire)), below(wire).stream())
                .mapToInt(t -> t.text().length())
                .max()
                .getAsInt();
    }
}
