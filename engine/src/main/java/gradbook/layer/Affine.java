package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Gemm;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.List;

/**
 * The affine layer, in both conventions of the sources. They are the same mathematics, transposed:
 *
 * <table>
 * <caption>Shapes for N samples of D numbers in and H numbers out</caption>
 * <tr><th></th><th>columns (B §9)</th><th>rows (B §10)</th></tr>
 * <tr><td>forward</td><td>Z = W X + b 1^T, W is H x D, b is H x 1</td><td>Z = X W + 1 b^T, W is D x H, b is 1 x H or H x 1</td></tr>
 * <tr><td>downstream</td><td>dX = W^T G</td><td>dX = G W^T</td></tr>
 * <tr><td>weights</td><td>dW = G X^T</td><td>dW = X^T G</td></tr>
 * <tr><td>bias</td><td>db = sum of the columns of G</td><td>db = sum of the rows of G</td></tr>
 * </table>
 *
 * <pre>{@code
 * Affine layer = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));
 * layer.forward(Matrix.column(5, 6));    // (24, 47)
 * layer.backward(Matrix.column(10, -1)); // (7, 16); dW = [[50, 60], [-5, -6]], db = (10, -1)   (B §9.5)
 * }</pre>
 */
public final class Affine extends BufferLayer {
    private final Layout layout;
    private final Parameter weights;
    private final Parameter bias;
    private final int inputs;
    private final int outputs;

    private Affine(Layout layout, Matrix w, Matrix b) {
        this.layout = layout;
        weights = new Parameter("W", given(w, "Affine", "W", "a Matrix of weights"), false);
        bias = new Parameter("b", given(b, "Affine", "b", "a Matrix, the bias"), false);
        inputs = layout == Layout.ROWS ? w.rows() : w.cols();
        outputs = layout == Layout.ROWS ? w.cols() : w.rows();
        boolean column = b.rows() == outputs && b.cols() == 1;
        boolean row = b.rows() == 1 && b.cols() == outputs;
        if (column || row && layout == Layout.ROWS) return;
        throw new IllegalArgumentException("Affine: " + weights.name() + " is " + w.shape() + " and gives " + outputs
                + " outputs, and the bias " + bias.name() + " is " + b.shape() + ": it should be "
                + (layout == Layout.ROWS ? "1x" + outputs + " or " : "") + outputs + "x1");
    }

    /** Samples are columns: z = W x + b; W is H x D, b is H x 1 (B §9). */
    public static Affine columns(Matrix w, Matrix b) {
        return new Affine(Layout.COLUMNS, w, b);
    }

    /** Samples are rows: Z = X W + 1 b^T; W is D x H, b is H x 1 or 1 x H, as you like: its gradient keeps that (B §10). */
    public static Affine rows(Matrix w, Matrix b) {
        return new Affine(Layout.ROWS, w, b);
    }

    /** As {@link #columns(Matrix, Matrix)}, with normal random weights of variance 2 / inputs (He et al.) and bias 0. */
    public static Affine columns(int inputs, int outputs, long seed) {
        Matrix w = Matrix.random(outputs, inputs, seed).scale(Math.sqrt(2.0 / inputs));
        return columns(w, Matrix.zeros(outputs, 1));
    }

    /** As {@link #rows(Matrix, Matrix)}, with normal random weights of variance 2 / inputs (He et al.) and bias 0. */
    public static Affine rows(int inputs, int outputs, long seed) {
        Matrix w = Matrix.random(inputs, outputs, seed).scale(Math.sqrt(2.0 / inputs));
        return rows(w, Matrix.zeros(1, outputs));
    }

    /** Whether samples are rows or columns. */
    public Layout layout() {
        return layout;
    }

    /** D, the numbers of a sample that goes in. */
    public int inputs() {
        return inputs;
    }

    /** H, the numbers of a sample that comes out. */
    public int outputs() {
        return outputs;
    }

    /** W: H x D for columns, D x H for rows. */
    public Parameter weights() {
        return weights;
    }

    /** b: H x 1, or 1 x H where it was given so. */
    public Parameter bias() {
        return bias;
    }

    @Override
    void forward(Buffer in, Buffer out) {
        requireInput(in);
        if (layout == Layout.ROWS) {
            out.shaped(in.rows, outputs);
            for (int i = 0; i < in.rows; i++) System.arraycopy(bias.value, 0, out.data, i * outputs, outputs);
            Gemm.multiply(in.data, weights.value, out.data, in.rows, inputs, outputs, true);
        } else {
            out.shaped(outputs, in.cols);
            for (int i = 0; i < outputs; i++) Arrays.fill(out.data, i * in.cols, (i + 1) * in.cols, bias.value[i]);
            Gemm.multiply(weights.value, in.data, out.data, outputs, inputs, in.cols, true);
        }
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        double[] g = upstream.data;
        int n = layout.samples(in);
        boolean add = weights.beginPass();
        if (!bias.beginPass()) Arrays.fill(bias.grad, 0);
        if (downstream != null) downstream.shapedLike(in);
        if (layout == Layout.ROWS) {
            Gemm.transposeLeft(in.data, g, weights.grad, inputs, n, outputs, add);
            for (int i = 0; i < n; i++) for (int j = 0; j < outputs; j++) bias.grad[j] += g[i * outputs + j];
            if (downstream != null) Gemm.transposeRight(g, weights.value, downstream.data, n, outputs, inputs, false);
        } else {
            Gemm.transposeRight(g, in.data, weights.grad, outputs, n, inputs, add);
            for (int i = 0; i < outputs; i++) for (int j = 0; j < n; j++) bias.grad[i] += g[i * n + j];
            if (downstream != null) Gemm.transposeLeft(weights.value, g, downstream.data, inputs, outputs, n, false);
        }
    }

    @Override
    void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
        result.shapedLike(out);
        if (layout == Layout.ROWS)
            Gemm.multiply(direction.data, weights.value, result.data, in.rows, inputs, outputs, false);
        else Gemm.multiply(weights.value, direction.data, result.data, outputs, inputs, in.cols, false);
    }

    @Override
    public Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
        Value[][] w = graph.of(weights);
        Value[][] b = graph.of(bias);
        boolean rows = layout == Layout.ROWS;
        int n = rows ? input.length : input[0].length;
        Value[][] output = rows ? new Value[n][outputs] : new Value[outputs][n];
        for (int s = 0; s < n; s++)
            for (int h = 0; h < outputs; h++) {
                Value[] x = new Value[inputs];
                Value[] wh = new Value[inputs];
                for (int d = 0; d < inputs; d++) {
                    x[d] = rows ? input[s][d] : input[d][s];
                    wh[d] = rows ? w[d][h] : w[h][d];
                }
                Value z = graph.dot(wh, x).add(bias.rows == 1 ? b[0][h] : b[h][0]);
                if (rows) output[s][h] = z;
                else output[h][s] = z;
            }
        return output;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }

    @Override
    public String rule() {
        return layout == Layout.ROWS
                ? "downstream is G W^T, dW is X^T G, db is the sum of the rows of G"
                : "downstream is W^T G, dW is G X^T, db is the sum of the columns of G";
    }

    @Override
    public String shapes() {
        return layout == Layout.ROWS
                ? "Nx" + inputs + " in, Nx" + outputs + " out: Z = X " + weights.name() + " + 1 " + bias.name() + "^T"
                : inputs + "xN in, " + outputs + "xN out: Z = " + weights.name() + " X + " + bias.name() + " 1^T";
    }

    private void requireInput(Buffer in) {
        int given = layout == Layout.ROWS ? in.cols : in.rows;
        if (given == inputs) return;
        int other = layout == Layout.ROWS ? in.rows : in.cols;
        throw new IllegalArgumentException(this + ": the input is " + in.shape() + ", and " + weights.name() + " ("
                + weights.shape() + ") takes samples of " + inputs + " numbers as "
                + (layout == Layout.ROWS ? "rows (Nx" + inputs + ")" : "columns (" + inputs + "xN)")
                + (other == inputs ? ". Did you mean the transpose of the input?" : ""));
    }

    @Override
    public String toString() {
        return "Affine." + (layout == Layout.ROWS ? "rows" : "columns") + "(" + weights.name() + " " + weights.shape()
                + ")";
    }
}
