package gradbook.matrix;

import java.util.Arrays;

/**
 * Matrix multiplication on plain row-major arrays, the one place where this engine multiplies matrices: C = A B,
 * C = A^T B and C = A B^T, none of which forms a transpose. A transposed operand is the same array read with its two
 * strides exchanged, so that one kernel serves all three.
 *
 * <p>Four loops share the work. Small products keep four rows by four columns of C in local variables ({@code tiles}), or
 * four columns of one row where there are fewer rows ({@code rows}), or one sum where there are fewer columns ({@code
 * entries}). Larger ones copy a panel of B into separate row arrays and sum whole rows of C ({@code panels}): there every
 * array is indexed by the same {@code j}, which is the form that HotSpot turns into vector instructions. (With {@code
 * b[offset + j]} and {@code c[otherOffset + j]} it cannot rule out that the arrays overlap, and the loop stays scalar:
 * about a sixth of the speed.)
 *
 * <p>Thread-safe: every thread has a workspace of its own (284 kB).
 */
public final class Gemm {
    private static final int PANEL_DEPTH = 126;
    private static final int PANEL_WIDTH = 256;

    /** Below this length of the longer side of C a row is too short for vectors to pay. */
    private static final int SHORT = 16;

    /** Below this number of multiplications copying does not pay; every product that is not copied has fewer entries. */
    private static final int SMALL = 2048;

    private static final ThreadLocal<Gemm> WORKSPACE = ThreadLocal.withInitial(Gemm::new);

    private final double[][] panel = new double[PANEL_DEPTH][0];
    private final double[][] sums = new double[3][PANEL_WIDTH];
    private final double[] factors = new double[3 * PANEL_DEPTH];

    private final double[] small = new double[SMALL];

    private int toLearn = 1_000_000; // calls of the innermost loop that have to be short

    private Gemm() {}

    /** C = A B, or C += A B when {@code add}: A is m x k, B is k x n, C is m x n. */
    public static void multiply(double[] a, double[] b, double[] c, int m, int k, int n, boolean add) {
        product(a, k, 1, b, n, 1, c, m, k, n, add);
    }

    /** C = A^T B, or C += A^T B when {@code add}: A is k x m, B is k x n, C is m x n. */
    public static void transposeLeft(double[] a, double[] b, double[] c, int m, int k, int n, boolean add) {
        product(a, 1, m, b, n, 1, c, m, k, n, add);
    }

    /** C = A B^T, or C += A B^T when {@code add}: A is m x k, B is n x k, C is m x n. */
    public static void transposeRight(double[] a, double[] b, double[] c, int m, int k, int n, boolean add) {
        product(a, k, 1, b, 1, k, c, m, k, n, add);
    }

    /** Entry (i, p) of A is {@code a[i * aRow + p * aCol]}, and likewise for B. */
    private static void product(
            double[] a,
            int aRow,
            int aCol,
            double[] b,
            int bRow,
            int bCol,
            double[] c,
            int m,
            int k,
            int n,
            boolean add) {
        if (k == 0) { // sums of nothing
            if (!add) Arrays.fill(c, 0, m * n, 0);
        } else if (Math.max(m, n) < SHORT || k * (long) m * n < SMALL) {
            double[] product = add ? WORKSPACE.get().small : c;
            if (n < 4) entries(a, aRow, aCol, b, bRow, bCol, product, m, k, n);
            else if (m < 4) rows(a, aRow, aCol, b, bRow, bCol, product, m, k, n);
            else tiles(a, aRow, aCol, b, bRow, bCol, product, m, k, n);
            if (add) for (int e = 0; e < m * n; e++) c[e] += product[e];
        } else if (n < SHORT) {
            // C is tall and narrow: C^T = B^T A^T has the long rows that vectors want.
            WORKSPACE.get().panels(b, bCol, bRow, a, aCol, aRow, c, 1, n, n, k, m, add);
        } else {
            WORKSPACE.get().panels(a, aRow, aCol, b, bRow, bCol, c, n, 1, m, k, n, add);
        }
    }

    private void panels(
            double[] a,
            int aRow,
            int aCol,
            double[] b,
            int bRow,
            int bCol,
            double[] c,
            int cRow,
            int cCol,
            int m,
            int k,
            int n,
            boolean add) {
        for (int j0 = 0; j0 < n; j0 += PANEL_WIDTH) {
            int width = Math.min(PANEL_WIDTH, n - j0);
            for (int p0 = 0; p0 < k; p0 += PANEL_DEPTH) {
                int depth = Math.min(PANEL_DEPTH, k - p0);
                packPanel(b, bRow, bCol, p0, j0, depth, width);
                for (int i = 0; i < m; i += 3) {
                    int rows = Math.min(3, m - i);
                    packFactors(a, i * aRow + p0 * aCol, aRow, aCol, rows, depth);
                    int at = i * cRow + j0 * cCol;
                    for (int r = 0; r < rows; r++) load(c, at + r * cRow, cCol, sums[r], width, add || p0 > 0);
                    addProducts(depth, width);
                    for (int r = 0; r < rows; r++) store(sums[r], c, at + r * cRow, cCol, width);
                }
            }
        }
    }

    /** Copies a panel of B into row arrays, a transposed one eight columns at a time, and fills up to whole threes. */
    private void packPanel(double[] b, int bRow, int bCol, int p0, int j0, int depth, int width) {
        int origin = p0 * bRow + j0 * bCol;
        for (int p = 0; p < upToThrees(depth); p++) {
            if (panel[p].length < width) panel[p] = new double[width];
            if (p >= depth) Arrays.fill(panel[p], 0, width, 0);
            else if (bCol == 1) System.arraycopy(b, origin + p * bRow, panel[p], 0, width);
        }
        if (bCol == 1) return;
        for (int j = 0; j < width; j += 8) {
            int end = Math.min(width, j + 8);
            for (int p = 0; p < depth; p++) {
                double[] row = panel[p];
                for (int q = j, at = origin + p * bRow + j * bCol; q < end; q++, at += bCol) row[q] = b[at];
            }
        }
    }

    /** Copies three rows of A, column by column; missing rows and columns become zeros, so that no loop needs a tail. */
    private void packFactors(double[] a, int origin, int aRow, int aCol, int rows, int depth) {
        Arrays.fill(factors, 0, 3 * upToThrees(depth), 0);
        for (int p = 0, at = origin; p < depth; p++, at += aCol)
            for (int r = 0; r < rows; r++) factors[3 * p + r] = a[at + r * aRow];
    }

    private void addProducts(int depth, int width) {
        int step = toLearn > 0 ? NineRows.SHORT : width;
        for (int j = 0; j < width; j += step) addProducts(depth, j, Math.min(width, j + step));
    }

    private void addProducts(int depth, int from, int to) {
        double[] f = factors;
        if (toLearn > 0) toLearn -= depth / 3;
        for (int p = 0, i = 0; p < depth; p += 3, i += 9)
            NineRows.add(
                    f[i],
                    f[i + 1],
                    f[i + 2],
                    f[i + 3],
                    f[i + 4],
                    f[i + 5],
                    f[i + 6],
                    f[i + 7],
                    f[i + 8],
                    panel[p],
                    panel[p + 1],
                    panel[p + 2],
                    sums[0],
                    sums[1],
                    sums[2],
                    from,
                    to);
    }

    private static void load(double[] c, int at, int stride, double[] sum, int width, boolean onTop) {
        if (!onTop) Arrays.fill(sum, 0, width, 0);
        else if (stride == 1) System.arraycopy(c, at, sum, 0, width);
        else for (int j = 0; j < width; j++, at += stride) sum[j] = c[at];
    }

    private static void store(double[] sum, double[] c, int at, int stride, int width) {
        if (stride == 1) System.arraycopy(sum, 0, c, at, width);
        else for (int j = 0; j < width; j++, at += stride) c[at] = sum[j];
    }

    private static int upToThrees(int depth) {
        return (depth + 2) / 3 * 3;
    }

    /** Tiles that do not fit reach back over those before them and compute some entries again. */
    private static void tiles(
            double[] a, int aRow, int aCol, double[] b, int bRow, int bCol, double[] c, int m, int k, int n) {
        for (int row = 0; row < m; row += 4) {
            int i = Math.min(row, m - 4);
            for (int column = 0; column < n; column += 4) {
                int j = Math.min(column, n - 4);
                tile(a, i * aRow, aRow, aCol, b, j * bCol, bRow, bCol, c, i * n + j, k, n);
            }
        }
    }

    /** Likewise for fewer rows than a tile has, one by one: four sums at a time do not wait for each other. */
    private static void rows(
            double[] a, int aRow, int aCol, double[] b, int bRow, int bCol, double[] c, int m, int k, int n) {
        for (int i = 0; i < m; i++)
            for (int column = 0; column < n; column += 4) {
                int j = Math.min(column, n - 4);
                double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
                for (int p = 0, x = i * aRow, y = j * bCol; p < k; p++, x += aCol, y += bRow) {
                    s0 = Math.fma(a[x], b[y], s0);
                    s1 = Math.fma(a[x], b[y + bCol], s1);
                    s2 = Math.fma(a[x], b[y + 2 * bCol], s2);
                    s3 = Math.fma(a[x], b[y + 3 * bCol], s3);
                }
                put(c, i * n + j, s0, s1, s2, s3);
            }
    }

    private static void entries(
            double[] a, int aRow, int aCol, double[] b, int bRow, int bCol, double[] c, int m, int k, int n) {
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) c[i * n + j] = entry(a, i * aRow, aCol, b, j * bCol, bRow, k);
    }

    private static double entry(double[] a, int x, int aCol, double[] b, int y, int bRow, int k) {
        double s = 0;
        for (int p = 0; p < k; p++) s = Math.fma(a[x + p * aCol], b[y + p * bRow], s);
        return s;
    }

    /**
     * Four rows and four columns of C in sixteen local variables: twice as many sums as the processor has multiply-adds under way, for
     * a quarter of the loads of single sums. C2 does not count this loop, hence does not unroll it, which at these depths costs more than it saves.
     */
    private static void tile(
            double[] a,
            int x,
            int aRow,
            int aCol,
            double[] b,
            int y,
            int bRow,
            int bCol,
            double[] c,
            int at,
            int k,
            int n) {
        double s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        double s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
        for (int end = x + k * aCol; x != end; x += aCol, y += bRow) {
            double a0 = a[x], a1 = a[x + aRow], a2 = a[x + 2 * aRow], a3 = a[x + 3 * aRow];
            double b0 = b[y], b1 = b[y + bCol], b2 = b[y + 2 * bCol], b3 = b[y + 3 * bCol];
            s00 = Math.fma(a0, b0, s00);
            s01 = Math.fma(a0, b1, s01);
            s02 = Math.fma(a0, b2, s02);
            s03 = Math.fma(a0, b3, s03);
            s10 = Math.fma(a1, b0, s10);
            s11 = Math.fma(a1, b1, s11);
            s12 = Math.fma(a1, b2, s12);
            s13 = Math.fma(a1, b3, s13);
            s20 = Math.fma(a2, b0, s20);
            s21 = Math.fma(a2, b1, s21);
            s22 = Math.fma(a2, b2, s22);
            s23 = Math.fma(a2, b3, s23);
            s30 = Math.fma(a3, b0, s30);
            s31 = Math.fma(a3, b1, s31);
            s32 = Math.fma(a3, b2, s32);
            s33 = Math.fma(a3, b3, s33);
        }
        put(c, at, s00, s01, s02, s03);
        put(c, at + n, s10, s11, s12, s13);
        put(c, at + 2 * n, s20, s21, s22, s23);
        put(c, at + 3 * n, s30, s31, s32, s33);
    }

    private static void put(double[] c, int at, double s0, double s1, double s2, double s3) {
        c[at] = s0;
        c[at + 1] = s1;
        c[at + 2] = s2;
        c[at + 3] = s3;
    }
}
