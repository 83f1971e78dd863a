package gradbook.mutant;

import gradbook.layer.Layer;
import gradbook.layer.Layout;
import gradbook.layer.Parameter;
import gradbook.layer.Reduction;
import gradbook.layer.SquaredLoss;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A test input for the bug hunt: something to differentiate, and where. What is right comes from the real engine, or from
 * you: {@link #expecting}.
 */
public final class Example {
    /** What is differentiated, and where. */
    public sealed interface Subject {
        List<Matrix> gradients(Engine engine);
    }

    /** A graph of numbers. */
    public record Graph(Value output, List<Value> inputs) implements Subject {
        @Override
        public List<Matrix> gradients(Engine engine) {
            return engine.backward(output, inputs);
        }
    }

    /** A layer under the upstream gradient. */
    public record UnderUpstream(Layer layer, Matrix x, Matrix upstream) implements Subject {
        @Override
        public List<Matrix> gradients(Engine engine) {
            return engine.backward(layer, x, upstream);
        }
    }

    /** A network under the mean over the samples (rows) of the squared error. */
    public record UnderMean(Layer net, Matrix x, Matrix target) implements Subject {
        @Override
        public List<Matrix> gradients(Engine engine) {
            return engine.backward(net, x, sumGradient().scale(engine.meanFactor(x.rows())));
        }

        private Matrix sumGradient() {
            SquaredLoss sum = new SquaredLoss(Reduction.SUM, Layout.ROWS);
            sum.forward(net.forward(x), target);
            return sum.backward();
        }
    }

    private final String name;
    private final Subject subject;
    private final List<Matrix> truth;
    private final double[] expected; // null where the student leaves it to the real engine
    private final boolean twice;

    private Example(String name, Subject subject, List<Matrix> truth, double[] expected, boolean twice) {
        this.name = name;
        this.subject = subject;
        this.truth = truth;
        this.expected = expected;
        this.twice = twice;
    }

    /** A function of numbers at a point: {@code Example.scalar("x*x", v -> v.get(0).mul(v.get(0)), 3)}. */
    public static Example scalar(String name, Function<List<Value>, Value> f, double... point) {
        List<Value> inputs = new ArrayList<>();
        for (double p : point) inputs.add(Value.of(p));
        Value output;
        try {
            output = f.apply(inputs);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    name + ": the formula asks for more inputs than the point has numbers, " + point.length
                            + ". Give one number for each: v.get(0) is the first, v.get(1) the second.",
                    e);
        }
        List<Matrix> truth = new ArrayList<>();
        for (double d : output.gradient(inputs)) truth.add(Matrix.row(d));
        return new Example(name, new Graph(output, List.copyOf(inputs)), truth, null, false);
    }

    /** A layer or network, its input and the upstream gradient. */
    public static Example layer(String name, Layer layer, Matrix x, Matrix upstream) {
        return new Example(name, new UnderUpstream(layer, x, upstream), truth(layer, x, upstream), null, false);
    }

    /** A network under the mean over the samples (rows) of the squared error. */
    public static Example network(String name, Layer net, Matrix x, Matrix target) {
        UnderMean subject = new UnderMean(net, x, target);
        return new Example(name, subject, truth(net, x, subject.sumGradient().scale(1.0 / x.rows())), null, false);
    }

    private static List<Matrix> truth(Layer layer, Matrix x, Matrix upstream) {
        layer.zeroGrad();
        layer.forward(x);
        List<Matrix> truth = new ArrayList<>(List.of(layer.backward(upstream)));
        for (Parameter p : layer.parameters()) truth.add(p.grad());
        layer.zeroGrad();
        return truth;
    }

    /**
     * The same example with gradients that you worked out yourself: all entries in order, of a layer those of the input
     * first. If the engine without a bug disagrees, that is a false alarm.
     */
    public Example expecting(double... gradients) {
        int size = truth.stream().mapToInt(m -> m.rows() * m.cols()).sum();
        if (gradients.length != size)
            throw new IllegalArgumentException(
                    name + ": " + gradients.length + " gradients are expected, and there are "
                            + size + " in order: those of the input"
                            + (truth.size() > 1 ? ", then of each parameter or further input" : ""));
        return new Example(name, subject, truth, gradients.clone(), twice);
    }

    /** The same example with a second pass after the first, whose gradients should be the same. */
    public Example twice() {
        return new Example(name + ", twice", subject, truth, expected, true);
    }

    public String name() {
        return name;
    }

    public Subject subject() {
        return subject;
    }

    /** The gradients that {@link #expecting} gave, or null. */
    public double[] expected() {
        return expected == null ? null : expected.clone();
    }

    public boolean isTwice() {
        return twice;
    }

    /** Whether this engine gives other gradients than it should, or fails on the way. */
    boolean fails(Engine engine) {
        try {
            List<Matrix> found = subject.gradients(engine);
            if (twice) found = subject.gradients(engine);
            int at = 0;
            for (int i = 0; i < truth.size(); i++) {
                Matrix right = truth.get(i);
                Matrix given = found.get(i);
                if (given.rows() != right.rows() || given.cols() != right.cols()) return true;
                double[] a = given.toRowMajor();
                double[] b = right.toRowMajor();
                for (int j = 0; j < a.length; j++, at++) {
                    double wanted = expected == null ? b[j] : expected[at];
                    if (!(Math.abs(a[j] - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)))) return true;
                }
            }
            return false;
        } catch (IllegalArgumentException shapesDoNotFit) {
            return true;
        }
    }
}
