package gradbook.matrix;

/**
 * The innermost loop of {@link Gemm}: three rows of sums, each plus three factors times three rows of the panel.
 *
 * <p>Three by three is the largest body that C2 of JDK 17 still turns into full-width vectors; 4x4 and 2x4 reach a third
 * of its speed. On JDK 25 all of them are fast.
 *
 * <p>C2 also unrolls a loop by the mean trip count that it has seen. Above fifty it unrolls this one sixteen times, finds
 * the body too large for full-width vectors, and 512x512 runs at 12 GFLOP/s instead of 32, for good. What it makes for
 * short rows is the fastest for long ones, too: so until it has surely been compiled, {@link Gemm} calls it for at most
 * {@link #SHORT} columns at a time.
 */
final class NineRows {
    static final int SHORT = 24;

    private NineRows() {}

    static void add(
            double a0,
            double b0,
            double c0,
            double a1,
            double b1,
            double c1,
            double a2,
            double b2,
            double c2,
            double[] x,
            double[] y,
            double[] z,
            double[] a,
            double[] b,
            double[] c,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            double xj = x[j], yj = y[j], zj = z[j];
            a[j] = Math.fma(a2, zj, Math.fma(a1, yj, Math.fma(a0, xj, a[j])));
            b[j] = Math.fma(b2, zj, Math.fma(b1, yj, Math.fma(b0, xj, b[j])));
            c[j] = Math.fma(c2, zj, Math.fma(c1, yj, Math.fma(c0, xj, c[j])));
        }
    }
}
