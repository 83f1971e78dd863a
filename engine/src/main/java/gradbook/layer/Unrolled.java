package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of layers drawn as A draws it: in scalar gates only. Both forms give the same outputs and the same gradients;
 * the layers merely do a whole matrix of gates at once.
 *
 * <pre>{@code
 * Unrolled graph = Unrolled.of(net, x);
 * Value loss = graph.loss(new SquaredLoss(), y);
 * loss.backward();
 * graph.gradient(net.parameters().get(0));   // what net.backward puts into grad()
 * }</pre>
 */
public final class Unrolled {
    /** Where a layer gets the leaves of its parameters from, and how it adds up a neuron. */
    public static final class Leaves {
        private final Map<Parameter, Value[][]> leaves = new LinkedHashMap<>();
        private final boolean fused;

        private Leaves(boolean fused) {
            this.fused = fused;
        }

        /** One named leaf per entry: {@code W_21} is in row 2, column 1, counted from 1 as in the sources. */
        public Value[][] of(Parameter p) {
            return leaves.computeIfAbsent(p, q -> Unrolled.leaves(q.name(), q.value()));
        }

        /** The sum of products: mul and add gates, or one fused dot gate. */
        public Value dot(Value[] left, Value[] right) {
            if (fused && left.length > 1) return Value.dot(Arrays.asList(left), Arrays.asList(right));
            Value sum = left[0].mul(right[0]);
            for (int i = 1; i < left.length; i++) sum = sum.add(left[i].mul(right[i]));
            return sum;
        }
    }

    private final Leaves leaves;
    private final Value[][] inputs;
    private final Value[][] outputs;

    private Unrolled(Layer net, Matrix input, boolean fused) {
        given(net, "Unrolled", "the network", "a Layer");
        given(input, "Unrolled", "the input", "a Matrix");
        Undisturbed.in(net, asked -> asked.forward(input)); // its shape errors say more than those of an array
        leaves = new Leaves(fused);
        inputs = leaves(input.name() == null ? "x" : input.name(), input);
        outputs = net.unroll(inputs, leaves);
    }

    /** In mul, add and activation gates, as a picture wants it. */
    public static Unrolled of(Layer net, Matrix input) {
        return new Unrolled(net, input, false);
    }

    /** With one dot gate per neuron: far fewer nodes, the same numbers. */
    public static Unrolled fused(Layer net, Matrix input) {
        return new Unrolled(net, input, true);
    }

    private static Value[][] leaves(String name, Matrix m) {
        Value[][] values = new Value[m.rows()][m.cols()];
        for (int i = 0; i < m.rows(); i++)
            for (int j = 0; j < m.cols(); j++) values[i][j] = Value.of(label(name, m, i, j), m.get(i, j));
        return values;
    }

    /** An entry's name as the sources write it, counted from 1: {@code W_21} of a matrix, {@code b_2} of a vector. */
    public static String label(String name, Matrix m, int i, int j) {
        if (m.rows() == 1 && m.cols() == 1) return name;
        if (m.rows() == 1 || m.cols() == 1) return name + "_" + (i + j + 1);
        return name + "_" + (i + 1) + (m.rows() > 9 || m.cols() > 9 ? "," : "") + (j + 1);
    }

    /** The network's loss for these targets, as one value to call {@code backward()} on. */
    public Value loss(Loss loss, Matrix target) {
        given(loss, "Unrolled", "the loss", "a Loss");
        if (!(loss instanceof BufferLoss known))
            throw new IllegalArgumentException(
                    "Unrolled: " + loss.getClass().getSimpleName() + " does not say how it is made of gates");
        Undisturbed.in(known, asked -> asked.forward(output(), target)); // for its shape errors
        return known.unroll(outputs, target).named("L");
    }

    /** The leaves of the input, row by row. */
    public List<Value> inputs() {
        return flat(inputs);
    }

    /** The outputs of the network, row by row. */
    public List<Value> outputs() {
        return flat(outputs);
    }

    /** The numbers of {@link #outputs}, in the shape that the layers give. */
    public Matrix output() {
        return matrix(outputs, false);
    }

    /** The gradient that the last backward pass left at the leaves of this parameter. */
    public Matrix gradient(Parameter p) {
        return matrix(leaves.of(given(p, "Unrolled", "the parameter", "a Parameter")), true);
    }

    private static Matrix matrix(Value[][] values, boolean grad) {
        double[][] numbers = new double[values.length][values[0].length];
        for (int i = 0; i < values.length; i++)
            for (int j = 0; j < values[i].length; j++) numbers[i][j] = grad ? values[i][j].grad() : values[i][j].data();
        return Matrix.of(numbers);
    }

    private static List<Value> flat(Value[][] values) {
        List<Value> all = new ArrayList<>();
        for (Value[] row : values) all.addAll(Arrays.asList(row));
        return List.copyOf(all);
    }
}
