package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;

/**
 * The Jacobian-vector product J v: how the outputs move when the inputs move along v, in one forward pass. It is forward
 * mode, and not what backpropagation does ({@link Vjp}, E2).
 */
public final class Jvp {
    private Jvp() {}

    /**
     * Direction v, with the shape of {@code x}, pushed forward to the shape of the layer's output. The layer stays
     * {@linkplain gradbook.layer.Undisturbed as it was}.
     */
    public static Matrix of(Layer layer, Matrix x, Matrix v) {
        return given(layer, "Jvp", "the layer", "a Layer").jvp(given(x, "Jvp", "the input", "a Matrix"), v);
    }

    /** The same for a function made of scalar gates; the result is a column with one entry per output. */
    public static Matrix of(VectorFunction f, Matrix x, Matrix v) {
        given(x, "Jvp", "x", "a Matrix");
        given(v, "Jvp", "v", "a Matrix");
        if (v.rows() != x.rows() || v.cols() != x.cols())
            throw new IllegalArgumentException(
                    "Jvp: v is " + v.shape() + " and x is " + x.shape() + ": a direction has the shape of the input");
        List<Value> inputs = VectorFunction.leaves(x);
        double[] direction = v.toRowMajor();
        return Matrix.column(VectorFunction.outputs(f, inputs).stream()
                .map(output -> ScalarFunction.of(output, inputs))
                .mapToDouble(
                        function -> function.dual(function.point(), direction).tangent())
                .toArray());
    }
}
