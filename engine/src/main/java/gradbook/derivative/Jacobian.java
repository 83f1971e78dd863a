package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;
import java.util.Locale;

/**
 * All derivatives of m outputs with respect to n inputs, as an m x n matrix: entry (i, j) says how output i moves with
 * input j (B §6.3). A gradient is the transpose of the 1 x n Jacobian of a loss (E6). It is here to be looked at:
 * backpropagation multiplies by it without ever building it.
 *
 * <pre>{@code
 * Jacobian.of(new Relu(), Matrix.column(1, -2, 3, -1)).matrix();      // diag(1, 0, 1, 0)   (B §8.2)
 * Jacobian.of(x -> List.of(x.get(0).mul(x.get(1)), x.get(0).add(x.get(1))), Matrix.column(3, 4)).matrix();
 *                                                                     // [[4, 3], [1, 1]]
 * }</pre>
 *
 * @param matrix the derivatives; entries of a matrix input or output are counted row by row
 */
public record Jacobian(Matrix matrix) {
    /** The Jacobian of a layer with respect to its input. The layer stays {@linkplain gradbook.layer.Undisturbed as it was}. */
    public static Jacobian of(Layer layer, Matrix x) {
        given(layer, "Jacobian", "the layer", "a Layer");
        return new Jacobian(layer.jacobian(given(x, "Jacobian", "the input", "a Matrix")));
    }

    /** The Jacobian of a function made of scalar gates. */
    public static Jacobian of(VectorFunction f, Matrix x) {
        List<Value> inputs = VectorFunction.leaves(x);
        return of(VectorFunction.outputs(f, inputs), inputs);
    }

    /** The Jacobian of the values {@code outputs} in a graph that you built, one backward pass each. Its gradients are kept. */
    public static Jacobian of(List<Value> outputs, List<Value> inputs) {
        given(outputs, "Jacobian", "the list of outputs", "a List of Values");
        given(inputs, "Jacobian", "the list of inputs", "a List of Values");
        return new Jacobian(Matrix.of(
                outputs.stream().map(output -> output.gradient(inputs)).toArray(double[][]::new)));
    }

    /** How many numbers it has: m times n. */
    public long entries() {
        return (long) matrix.rows() * matrix.cols();
    }

    /** How many bytes of doubles it takes. */
    public long bytes() {
        return 8 * entries();
    }

    /** How many of them are not 0. */
    public long nonZeros() {
        long count = 0;
        for (double d : matrix.toRowMajor()) if (d != 0) count++;
        return count;
    }

    /** Whether everything off the diagonal is 0, as for every elementwise layer. */
    public boolean isDiagonal() {
        if (matrix.rows() != matrix.cols()) return false;
        for (int i = 0; i < matrix.rows(); i++)
            for (int j = 0; j < matrix.cols(); j++) if (i != j && matrix.get(i, j) != 0) return false;
        return true;
    }

    /** Its size as a sentence, for example {@code 4x4: 16 entries (128 bytes), 2 of them not 0, diagonal}. */
    public String account() {
        return matrix.shape() + ": " + count(entries()) + (entries() == 1 ? " entry (" : " entries (") + size(bytes())
                + "), " + count(nonZeros()) + " of them not 0" + (isDiagonal() ? ", diagonal" : "");
    }

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String size(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
        double size = bytes;
        int unit = 0;
        for (; size >= 1000; size /= 1000) unit++;
        return unit == 0
                ? count(bytes) + " bytes"
                : String.format(Locale.ROOT, "%.3g ", size).trim() + " " + units[unit];
    }

    /** The matrix as LaTeX, elided in the middle if it is large. */
    public String toLatex() {
        return matrix.toLatex();
    }

    @Override
    public String toString() {
        return matrix + "\n" + account();
    }
}
