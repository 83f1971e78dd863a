package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Affine;
import gradbook.layer.Layout;
import gradbook.layer.Undisturbed;
import gradbook.matrix.Matrix;

/**
 * da/dW of an affine layer a = W x + b for one sample: the third-order tensor that C's chain dE/da da/dW hides. Entry
 * (i, r, c) is the derivative of output i with respect to the weight in row r and column c: the matching entry of x where
 * that weight leads to output i, and 0 elsewhere. So the sum over outputs collapses, and dE/dW is g x^T (C, affine layer).
 *
 * <p>For 1000 inputs and 1000 outputs it has 10^9 entries, 8 GB, of which 10^6 can be other than 0; nothing here builds
 * it unless {@link #toArray()} is asked to, and that refuses beyond a million entries.
 */
public final class WeightTensor {
    private static final long LIMIT = 1_000_000;

    private final Layout layout;
    private final int inputs;
    private final int outputs;
    private final double[] x;

    private WeightTensor(Affine layer, Matrix x) {
        given(layer, "WeightTensor", "the layer", "an Affine layer");
        Undisturbed.in(layer, asked -> asked.forward(x)); // its own error if the sample does not fit
        layout = layer.layout();
        inputs = layer.inputs();
        outputs = layer.outputs();
        this.x = x.toRowMajor();
        if (this.x.length != inputs)
            throw new IllegalArgumentException(
                    "WeightTensor: the input is " + x.shape() + ", and the tensor is told for one sample");
    }

    /** The tensor at one sample: D x 1 for columns, 1 x D for rows. */
    public static WeightTensor of(Affine layer, Matrix x) {
        return new WeightTensor(layer, x);
    }

    /** Outputs, rows of W, columns of W. */
    public int[] shape() {
        return layout == Layout.COLUMNS ? new int[] {outputs, outputs, inputs} : new int[] {outputs, inputs, outputs};
    }

    /** How many entries it has: outputs times the entries of W. */
    public long entries() {
        return (long) outputs * outputs * inputs;
    }

    /** How many bytes of doubles it would take. */
    public long bytes() {
        return 8 * entries();
    }

    /** How many entries can be other than 0: one per weight, since each weight leads to one output. */
    public long nonZeros() {
        return (long) outputs * inputs;
    }

    /** The derivative of output i with respect to the weight in row r and column c. */
    public double get(int i, int r, int c) {
        int[] shape = shape();
        if (i < 0 || i >= shape[0] || r < 0 || r >= shape[1] || c < 0 || c >= shape[2])
            throw new IndexOutOfBoundsException("get(" + i + ", " + r + ", " + c + "): da/dW is " + shape[0] + "x"
                    + shape[1] + "x" + shape[2] + ", so outputs go from 0 to " + (shape[0] - 1) + ", rows from 0 to "
                    + (shape[1] - 1) + " and columns from 0 to " + (shape[2] - 1));
        if (layout == Layout.COLUMNS) return r == i ? x[c] : 0;
        return c == i ? x[r] : 0;
    }

    /** All entries, or a refusal beyond a million of them. */
    public double[][][] toArray() {
        if (entries() > LIMIT)
            throw new IllegalArgumentException(
                    "da/dW is not built beyond " + Jacobian.count(LIMIT) + " entries: " + account());
        int[] shape = shape();
        double[][][] all = new double[shape[0]][shape[1]][shape[2]];
        for (int i = 0; i < shape[0]; i++)
            for (int r = 0; r < shape[1]; r++) for (int c = 0; c < shape[2]; c++) all[i][r][c] = get(i, r, c);
        return all;
    }

    /** The sum over outputs of upstream times tensor, without the tensor: g x^T, which has the shape of W. */
    public Matrix vjp(Matrix upstream) {
        Matrix g = Matrix.column(
                given(upstream, "WeightTensor", "upstream", "a Matrix").toRowMajor());
        if (g.rows() != outputs)
            throw new IllegalArgumentException(
                    "WeightTensor: upstream is " + upstream.shape() + ", and the layer has " + outputs + " outputs");
        Matrix sample = Matrix.column(x);
        return layout == Layout.COLUMNS ? g.matMulTranspose(sample) : sample.matMulTranspose(g);
    }

    /** Shape and sparsity as a sentence. */
    public String account() {
        int[] s = shape();
        return s[0] + "x" + s[1] + "x" + s[2] + ", " + Jacobian.count(entries()) + " entries ("
                + Jacobian.size(bytes()) + "), at most " + Jacobian.count(nonZeros())
                + " of them not 0, since each weight leads to one output alone";
    }

    @Override
    public String toString() {
        return "da/dW: " + account();
    }
}
