package gradbook.matrix;

import java.util.Arrays;

/**
 * Matrix multiplication on plain row-major arrays, the one place where this engine multiplies matrices: C = A B,
 * C = A^T B and C = A B^T, none of which forms a transpose. A transposed operand is the same array read with its two
 * strides exchanged, so that one kernel serves all three.
 *
 * <p>Two loops do the work. Small products keep two rows by four columns of C in local variables. Larger ones copy a panel of B into
 * separate row arrays and sum whole rows of C: there every array is indexed by the same {@code j}, which is the form
 * that HotSpot turns into vector instructions. (With {@code b[offset + j]} and {@code c[otherOffset + j]} it cannot
 * rule out that the arrays overlap, and the loop stays scalar: about a sixth of the speed.)
 *
 * <p>Thread-safe: every thread has a workspace of its own (270 kB).
 */
public final class Gemm {
    private static final int PANEL_DEPTH = 126;
    private static final int PANEL_WIDTH = 256;

    /** Below this length of the longer side of C a row is too short for vectors to pay. */
    private static final int SHORT = 16;

    /** Below this number of multiplications copying does not pay; no product of {@link #tiles} has as many entries. */
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
        if (Math.max(m, n) < SHORT || k * (long) m * n < SMALL) {
            if (m < 2 || n < 4) {
                entries(a, aRow, aCol, b, bRow, bCol, c, m, k, n, add);
            } else if (add && (m % 2 != 0 || n % 4 != 0)) {
                double[] product = WORKSPACE.get().small;
                tiles(a, aRow, aCol, b, bRow, bCol, product, m, k, n, false);
                for (int e = 0; e < m * n; e++) c[e] += product[e];
            } else tiles(a, aRow, aCol, b, bRow, bCol, c, m, k, n, add);
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
        if (aCol == 1 && bCol == 1) {
            plainTiles(a, b, c, m, k, n, add);
            return;
        }
        for (int row = 0; row < m; row += 2) {
            int i = Math.min(row, m - 2);
            for (int column = 0; column < n; column += 4) {
                int j = Math.min(column, n - 4);
                tile(a, i * aRow, aRow, aCol, b, j * bCol, bRow, bCol, c, i * n + j, k, n, add);
            }
        }
    }

    private static void entries(
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
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
                double s = entry(a, i * aRow, aCol, b, j * bCol, bRow, k);
                c[i * n + j] = add ? c[i * n + j] + s : s;
            }
    }

    private static double entry(double[] a, int x, int aCol, double[] b, int y, int bRow, int k) {
        double s = 0;
        for (int p = 0; p < k; p++) s = Math.fma(a[x + p * aCol], b[y + p * bRow], s);
        return s;
    }

    /**
     * The product of two operands that are not transposed, of at least one tile: {@link #tile} with every stride known, in one loop
     * nest, since C2 does not always inline it: 8 x 8 takes a third less time. The innermost loop is one that C2 does not
     * count, hence does not unroll, which at these depths costs more than it saves; what is added to stands here and
     * not in {@link #put} for a tenth of the time.
     */
    private static void plainTiles(double[] a, double[] b, double[] c, int m, int k, int n, boolean add) {
        for (int row = 0; row < m; row += 2) {
            int i = Math.min(row, m - 2);
            for (int column = 0; column < n; column += 4) {
                int j = Math.min(column, n - 4);
                double s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
                int x = i * k, y = j, at = i * n + j, end = x + k;
                while (x < end) {
                    double a0 = a[x], a1 = a[x + k];
                    double b0 = b[y], b1 = b[y + 1], b2 = b[y + 2], b3 = b[y + 3];
                    s00 = Math.fma(a0, b0, s00);
                    s01 = Math.fma(a0, b1, s01);
                    s02 = Math.fma(a0, b2, s02);
                    s03 = Math.fma(a0, b3, s03);
                    s10 = Math.fma(a1, b0, s10);
                    s11 = Math.fma(a1, b1, s11);
                    s12 = Math.fma(a1, b2, s12);
                    s13 = Math.fma(a1, b3, s13);
                    x++;
                    y += n;
                }
                if (add) {
                    s00 += c[at];
                    s01 += c[at + 1];
                    s02 += c[at + 2];
                    s03 += c[at + 3];
                    s10 += c[at + n];
                    s11 += c[at + n + 1];
                    s12 += c[at + n + 2];
                    s13 += c[at + n + 3];
                }
                c[at] = s00;
                c[at + 1] = s01;
                c[at + 2] = s02;
                c[at + 3] = s03;
                c[at + n] = s10;
                c[at + n + 1] = s11;
                c[at + n + 2] = s12;
                c[at + n + 3] = s13;
            }
        }
    }

    /** Two rows and four columns of C in eight local variables: as many as have registers. */
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
            int n,
            boolean add) {
        double s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        for (int end = x + k * aCol; x < end; x += aCol, y += bRow) {
            double a0 = a[x], a1 = a[x + aRow];
            double b0 = b[y], b1 = b[y + bCol], b2 = b[y + 2 * bCol], b3 = b[y + 3 * bCol];
            s00 = Math.fma(a0, b0, s00);
            s01 = Math.fma(a0, b1, s01);
            s02 = Math.fma(a0, b2, s02);
            s03 = Math.fma(a0, b3, s03);
            s10 = Math.fma(a1, b0, s10);
            s11 = Math.fma(a1, b1, s11);
            s12 = Math.fma(a1, b2, s12);
            s13 = Math.fma(a1, b3, s13);
        }
        put(c, at, s00, s01, s02, s03, add);
        put(c, at + n, s10, s11, s12, s13, add);
    }

    private static void put(double[] c, int at, double s0, double s1, double s2, double s3, boolean add) {
        c[at] = add ? c[at] + s0 : s0;
        c[at + 1] = add ? c[at + 1] + s1 : s1;
        c[at + 2] = add ? c[at + 2] + s2 : s2;
        c[at + 3] = add ? c[at + 3] + s3 : s3;
    }
}
