package gradbook.layer;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;

/**
 * One step of a network. {@code forward} keeps what {@code backward} needs; {@code backward} takes the gradient of the
 * loss with respect to the output (upstream), adds to the gradients of its parameters, and returns the gradient with
 * respect to the input (downstream). Upstream has the shape of the output, downstream that of the input.
 *
 * <p>A student's own layer needs {@code forward}, {@code backward} and {@code rule}; it then trains in a
 * {@link Sequential} beside the built-in ones.
 */
public interface Layer {
    /** The output for this input, kept for {@link #backward}. */
    Matrix forward(Matrix input);

    /**
     * The downstream gradient for this upstream gradient, at the input of the last {@link #forward}.
     *
     * @throws IllegalStateException before the first forward
     * @throws IllegalArgumentException if upstream has not the shape of the output
     */
    Matrix backward(Matrix upstream);

    /** What training may change, in a fixed order; each has a name, a value and a gradient. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** The backward rule as one sentence. */
    String rule();

    /** What goes in and what comes out. */
    default String shapes() {
        return "any shape in, the same shape out";
    }

    /** Sets the gradient of every parameter to 0. */
    default void zeroGrad() {
        parameters().forEach(Parameter::zeroGrad);
    }

    /**
     * The Jacobian at this input, m x n for m entries out and n entries in, both counted row by row: entry (i, j) says how
     * output i moves with input j (C, numerator layout). It takes a forward pass and one backward pass per row, and leaves
     * the layer {@linkplain Undisturbed as it was}.
     */
    default Matrix jacobian(Matrix input) {
        return LayerJacobian.of(this, input);
    }

    /**
     * The Jacobian-vector product, J v: how the output at this input moves when the input moves along {@code direction}.
     * It is forward mode; {@code backward} is the other product, u^T J (E2). This default goes through the whole
     * {@link #jacobian}; the built-in layers need one forward pass. The layer stays {@linkplain Undisturbed as it was}.
     */
    default Matrix jvp(Matrix input, Matrix direction) {
        return LayerJacobian.jvp(this, input, direction);
    }

    /**
     * The same layer as a graph of scalar gates, for {@link Unrolled}.
     *
     * @param input the input, entry by entry
     * @param graph where the leaves of the parameters come from
     */
    default Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " does not say how it is made of gates: override unroll");
    }
}
