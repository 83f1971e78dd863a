package gradbook.matrix;

import static gradbook.scalar.Given.given;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A dense matrix of doubles that never changes: every operation returns a fresh one, so the {@code z} of a forward pass
 * is still there, unchanged, when the backward pass asks for it.
 *
 * <pre>{@code
 * Matrix W = Matrix.of(new double[][] {{1, 2}, {3, 4}}).named("W");
 * Matrix x = Matrix.column(5, 6).named("x"), b = Matrix.column(7, 8);
 * W.matMul(x).add(b);                  // (24, 47): z = W x + b            (B §9.5)
 * Matrix g = Matrix.column(10, -1);    // the upstream gradient dL/dz
 * W.transposeMatMul(g);                // (7, 16):  dL/dx = W^T g
 * g.matMulTranspose(x);                // [[50, 60], [-5, -6]]: dL/dW = g x^T
 * }</pre>
 *
 * <p>Nothing broadcasts by itself, with one exception that says so: {@link #addToEachRow} and {@link #addToEachColumn}
 * add a bias. A shape that does not fit is an {@link IllegalArgumentException} whose sentence names both operands and,
 * for a product, proposes the transpose that would fit.
 *
 * <p>It can be serialised, and takes 8 bytes for each entry then and about a hundred more.
 */
public final class Matrix implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String NUMBERS = "numbers";

    private final int rows;
    private final int cols;
    private final double[] data; // row by row
    private final String name;

    private Matrix(int rows, int cols, double[] data, String name) {
        this.rows = rows;
        this.cols = cols;
        this.data = data;
        this.name = name;
    }

    /** A matrix from its rows: {@code Matrix.of(new double[][] {{1, 2}, {3, 4}})}. */
    public static Matrix of(double[][] rows) {
        given(rows, "Matrix.of", "the array", "rows of numbers, such as new double[][] {{1, 2}, {3, 4}}");
        for (int i = 0; i < rows.length; i++) given(rows[i], "Matrix.of", "row " + i, NUMBERS);
        Shapes.requirePositive(rows.length, rows.length == 0 ? 0 : rows[0].length);
        int cols = rows[0].length;
        double[] data = new double[Shapes.entries(rows.length, cols)];
        for (int i = 0; i < rows.length; i++) {
            Shapes.requireEvenRow(i, rows[i].length, cols);
            System.arraycopy(rows[i], 0, data, i * cols, cols);
        }
        return new Matrix(rows.length, cols, data, null);
    }

    /** A matrix from its entries, row by row: {@code Matrix.of(2, 2, 1, 2, 3, 4)} is [[1, 2], [3, 4]]. */
    public static Matrix of(int rows, int cols, double... rowByRow) {
        given(rowByRow, "Matrix.of", "the list of entries", NUMBERS);
        Shapes.requirePositive(rows, cols);
        Shapes.requireEntries(rows, cols, rowByRow.length);
        return new Matrix(rows, cols, rowByRow.clone(), null);
    }

    /** A column vector, n x 1. */
    public static Matrix column(double... entries) {
        return of(given(entries, "column", "the list of entries", NUMBERS).length, 1, entries);
    }

    /** A row vector, 1 x n. */
    public static Matrix row(double... entries) {
        return of(1, given(entries, "row", "the list of entries", NUMBERS).length, entries);
    }

    /** All entries 0. */
    public static Matrix zeros(int rows, int cols) {
        Shapes.requirePositive(rows, cols);
        return new Matrix(rows, cols, new double[Shapes.entries(rows, cols)], null);
    }

    /** The n x n matrix with ones on its diagonal. */
    public static Matrix identity(int n) {
        Shapes.requirePositive(n, n);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return diag(ones);
    }

    /** The square matrix with these entries on its diagonal: the Jacobian of an elementwise layer (B §8.1). */
    public static Matrix diag(double... diagonal) {
        given(diagonal, "diag", "the diagonal", NUMBERS);
        Matrix d = zeros(diagonal.length, diagonal.length);
        for (int i = 0; i < diagonal.length; i++) d.data[i * diagonal.length + i] = diagonal[i];
        return d;
    }

    /** Entries drawn from the standard normal distribution; the same seed gives the same matrix on every machine. */
    public static Matrix random(int rows, int cols, long seed) {
        Matrix r = zeros(rows, cols);
        Random random = new Random(seed);
        for (int i = 0; i < r.data.length; i++) r.data[i] = random.nextGaussian();
        return r;
    }

    /** One row per label, with a 1 in the label's column: {@code oneHot(3, 0, 2)} is [[1, 0, 0], [0, 0, 1]]. */
    public static Matrix oneHot(int classes, int... labels) {
        given(labels, "oneHot", "the list of labels", "labels counted from 0");
        Matrix m = zeros(labels.length, classes);
        for (int i = 0; i < labels.length; i++) {
            Shapes.requireLabel(i, labels[i], classes);
            m.data[i * classes + labels[i]] = 1;
        }
        return m;
    }

    /** The same matrix under a name, which messages and pictures then use; {@code null} takes its name away. */
    public Matrix named(String name) {
        Shapes.requireName(name);
        return new Matrix(rows, cols, data, name);
    }

    /** The name given with {@link #named}, or {@code null}. */
    public String name() {
        return name;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int cols() {
        return cols;
    }

    /** The shape as a person writes it: {@code 2x3}. */
    public String shape() {
        return rows + "x" + cols;
    }

    /** The entry in row i and column j, both counted from 0. */
    public double get(int i, int j) {
        Shapes.requireInside(this, i, j);
        return data[i * cols + j];
    }

    /** A copy of the entries, one array per row. */
    public double[][] toArray() {
        double[][] copy = new double[rows][];
        for (int i = 0; i < rows; i++) copy[i] = Arrays.copyOfRange(data, i * cols, (i + 1) * cols);
        return copy;
    }

    /** A copy of the entries, row by row in one array. */
    public double[] toRowMajor() {
        return data.clone();
    }

    /** Copies the entries, row by row, to the start of {@code target}. */
    public void copyTo(double[] target) {
        given(target, "copyTo", "the target", "an array");
        Shapes.requireRoom(this, target.length);
        System.arraycopy(data, 0, target, 0, data.length);
    }

    /** The rows {@code from} (included) to {@code to} (excluded). */
    public Matrix slice(int from, int to) {
        Shapes.requireRowRange(this, from, to);
        return new Matrix(to - from, cols, Arrays.copyOfRange(data, from * cols, to * cols), null);
    }

    /** The matrix product A B; this is A, m x k, and {@code right} is B, k x n. */
    public Matrix matMul(Matrix right) {
        Shapes.requireProduct("matMul", this, false, right, false);
        Matrix c = zeros(rows, right.cols);
        Gemm.multiply(data, right.data, c.data, rows, cols, right.cols, false);
        return c;
    }

    /** A^T B without forming the transpose; this is A, k x m, and {@code right} is B, k x n. */
    public Matrix transposeMatMul(Matrix right) {
        Shapes.requireProduct("transposeMatMul", this, true, right, false);
        Matrix c = zeros(cols, right.cols);
        Gemm.transposeLeft(data, right.data, c.data, cols, rows, right.cols, false);
        return c;
    }

    /** A B^T without forming the transpose; this is A, m x k, and {@code right} is B, n x k. */
    public Matrix matMulTranspose(Matrix right) {
        Shapes.requireProduct("matMulTranspose", this, false, right, true);
        Matrix c = zeros(rows, right.rows);
        Gemm.transposeRight(data, right.data, c.data, rows, cols, right.rows, false);
        return c;
    }

    /** Rows become columns; the transpose of {@code W} is named {@code W^T}. */
    public Matrix transpose() {
        double[] t = new double[data.length];
        for (int i = 0; i < rows; i++) for (int j = 0; j < cols; j++) t[j * rows + i] = data[i * cols + j];
        return new Matrix(cols, rows, t, name == null ? null : Shapes.transposed(name));
    }

    /** Entry by entry, this plus {@code right}; both of one shape. */
    public Matrix add(Matrix right) {
        return combine("add", right, Double::sum);
    }

    /** Entry by entry, this minus {@code right}; both of one shape. */
    public Matrix sub(Matrix right) {
        return combine("sub", right, (a, b) -> a - b);
    }

    /** The elementwise product; the matrix product is {@link #matMul}. */
    public Matrix mul(Matrix right) {
        return combine("mul", right, (a, b) -> a * b);
    }

    /** Every entry times {@code factor}. */
    public Matrix scale(double factor) {
        return map(a -> factor * a);
    }

    /** The function applied to every entry. */
    public Matrix map(DoubleUnaryOperator f) {
        given(f, "map", "the function", "a function such as a -> 2 * a");
        double[] mapped = new double[data.length];
        for (int i = 0; i < data.length; i++) mapped[i] = f.applyAsDouble(data[i]);
        return new Matrix(rows, cols, mapped, null);
    }

    private Matrix combine(String operation, Matrix right, DoubleBinaryOperator f) {
        Shapes.requireSame(operation, this, right);
        double[] combined = new double[data.length];
        for (int i = 0; i < data.length; i++) combined[i] = f.applyAsDouble(data[i], right.data[i]);
        return new Matrix(rows, cols, combined, null);
    }

    /** Adds a 1 x cols bias to every row: Z = X W + 1 b^T (B §10). */
    public Matrix addToEachRow(Matrix bias) {
        Shapes.requireBias("addToEachRow", this, bias, 1, cols);
        double[] sum = data.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += bias.data[i % cols];
        return new Matrix(rows, cols, sum, null);
    }

    /** Adds a rows x 1 bias to every column: Z = W X + b 1^T (B §9). */
    public Matrix addToEachColumn(Matrix bias) {
        Shapes.requireBias("addToEachColumn", this, bias, rows, 1);
        double[] sum = data.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += bias.data[i / cols];
        return new Matrix(rows, cols, sum, null);
    }

    /** All rows added up, 1 x cols: the bias gradient of a batch whose samples are rows (B §10). */
    public Matrix sumOfRows() {
        double[] sum = new double[cols];
        for (int i = 0; i < data.length; i++) sum[i % cols] += data[i];
        return new Matrix(1, cols, sum, null);
    }

    /** All columns added up, rows x 1: the bias gradient of a batch whose samples are columns. */
    public Matrix sumOfColumns() {
        double[] sum = new double[rows];
        for (int i = 0; i < data.length; i++) sum[i / cols] += data[i];
        return new Matrix(rows, 1, sum, null);
    }

    /** All entries added up. */
    public double sum() {
        double sum = 0;
        for (double entry : data) sum += entry;
        return sum;
    }

    /** The square root of the sum of the squared entries. */
    public double norm() {
        double squares = 0;
        for (double entry : data) squares += entry * entry;
        return Math.sqrt(squares);
    }

    /** Whether the shapes are equal and no entry differs by more than {@code tolerance}. */
    public boolean isClose(Matrix other, double tolerance) {
        given(other, "isClose", "the other", "a Matrix");
        if (rows != other.rows || cols != other.cols) return false;
        for (int i = 0; i < data.length; i++) if (!(Math.abs(data[i] - other.data[i]) <= tolerance)) return false;
        return true;
    }

    private record Serialized(int rows, int cols, double[] data, String name) implements Serializable {
        private Object readResolve() {
            Matrix m = of(rows, cols, data);
            return name == null ? m : m.named(name);
        }
    }

    private Object writeReplace() {
        return new Serialized(rows, cols, data, name);
    }

    /** Equal shape and equal entries; the name does not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix m && rows == m.rows && cols == m.cols && Arrays.equals(data, m.data);
    }

    @Override
    public int hashCode() {
        return 31 * cols + Arrays.hashCode(data);
    }

    /** The matrix as LaTeX, a {@code bmatrix}; a large one is elided in the middle. */
    public String toLatex() {
        return MatrixText.latex(this);
    }

    /** The matrix as aligned text, one line per row; a large one is elided in the middle, with its shape above. */
    @Override
    public String toString() {
        return MatrixText.text(this);
    }
}
