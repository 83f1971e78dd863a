package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.layer.Undisturbed;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The vector-Jacobian product u^T J, which is what backpropagation computes, for one upstream gradient u and in one
 * backward pass. For W = [[1, 2], [3, 4]] and u = (10, -1) it is (7, 16); the Jacobian-vector product {@link Jvp} of the
 * same numbers is (8, 26) (E2).
 */
public final class Vjp {
    private Vjp() {}

    /**
     * Upstream u, with the shape of the layer's output, pulled back to the shape of {@code x}. The layer stays {@linkplain
     * Undisturbed as it was}: no gradient is added to its parameters.
     */
    public static Matrix of(Layer layer, Matrix x, Matrix u) {
        given(layer, "Vjp", "the layer", "a Layer");
        given(x, "Vjp", "the input", "a Matrix");
        return Undisturbed.in(layer, asked -> {
            asked.forward(x);
            return asked.backward(u);
        });
    }

    /** The same for a function made of scalar gates: u has one entry per output, the result the shape of {@code x}. */
    public static Matrix of(VectorFunction f, Matrix x, Matrix u) {
        List<Value> inputs = VectorFunction.leaves(x);
        List<Value> outputs = VectorFunction.outputs(f, inputs);
        double[] weights = given(u, "Vjp", "u", "a Matrix").toRowMajor();
        if (weights.length != outputs.size())
            throw new IllegalArgumentException("Vjp: u is " + u.shape() + ", and the function has " + outputs.size()
                    + " outputs: upstream has one entry per output");
        List<Value> weighted = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) weighted.add(outputs.get(i).mul(weights[i]));
        double[] gradient = Value.sum(weighted).gradient(inputs);
        return Matrix.of(x.rows(), x.cols(), gradient);
    }
}
