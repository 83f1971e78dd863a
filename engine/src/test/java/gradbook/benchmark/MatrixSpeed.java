package gradbook.benchmark;

import gradbook.layer.Dataset;
import gradbook.layer.Digits;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.SoftmaxLoss;
import gradbook.layer.Training;
import gradbook.matrix.Gemm;
import gradbook.matrix.Matrix;
import gradbook.scalar.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Prints how fast matrices are multiplied and the digits are learnt here and now, beside EJML, numpy (and PyTorch where it is
 * installed), all on one thread and in processor time. They are measured in turn, in many short rounds (PyTorch in the first), and
 * compared within a round, since a shared machine is at times half as fast as at others. Run from the top of the project; engine/README.md has the command.
 */
public final class MatrixSpeed {
    private static final int ROUNDS = 11;
    private static final int[] SIZES = {2, 3, 4, 5, 6, 7, 8, 512};
    private static final double LOSS = 0.170327615901804; // of epoch 10, for every contender

    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        new MatrixSpeed().run();
    }

    private void run() throws Exception {
        Dataset digits = Digits.data();
        epochs(digits, 100);
        for (int n : SIZES) for (int op = 0; op < 4; op++) product(n, op, 30);
        for (int round = 0; round < ROUNDS; round++) {
            for (int n : SIZES) {
                double[] numpy = Peer.run("products_numpy.py", String.valueOf(n));
                String[] names = {"A B", "A^T B", "A B^T"};
                double plain = product(n, 0, 5);
                for (int op = 0; op < 3; op++) {
                    double ours = op == 0 ? plain : product(n, op, 5);
                    String what = names[op] + " of " + n + ", ";
                    note(what + "GFLOP/s", ours);
                    if (op > 0) note(what + "slower than A B by", plain / ours);
                    if (numpy != null) note(what + "against numpy", ours / numpy[op + 1]);
                }
                note("A B of " + n + ", against EJML", plain / product(n, 3, 5));
            }
            double ours = epochs(digits, 40);
            note("an epoch of the digits, ms", ours);
            double[] numpy = Peer.run("t1.py", "time");
            if (numpy != null) {
                Peer.check("numpy", numpy[0], LOSS);
                note("an epoch with numpy, ms", numpy[1]);
                note("an epoch, ours over numpy's", ours / numpy[1]);
            }
            if (round > 0) continue;
            double[] torch = Peer.run("t1_torch.py");
            if (torch == null) continue;
            Peer.check("PyTorch", torch[0], LOSS);
            note("an epoch, ours over PyTorch's", ours / torch[1]);
        }
        TextTable table = TextTable.of("what", "median", "lowest", "highest");
        measured.forEach((what, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            table.row(
                    what,
                    three(sorted.get(sorted.size() / 2)),
                    three(sorted.get(0)),
                    three(sorted.get(sorted.size() - 1)));
        });
        System.out.println("Java " + Runtime.version().feature());
        System.out.print(table);
    }

    private void note(String what, double value) {
        measured.computeIfAbsent(what, w -> new ArrayList<>()).add(value);
    }

    private static String three(double d) {
        return String.format(Locale.ROOT, "%.3f", d);
    }

    /** GFLOP/s of a product of square matrices: 0 to 2 are ours, 3 is EJML's. */
    private static double product(int n, int op, int runs) {
        double[] a = Matrix.random(n, n, 1).toRowMajor(),
                b = Matrix.random(n, n, 2).toRowMajor(),
                c = new double[n * n];
        DMatrixRMaj left = new DMatrixRMaj(n, n, true, a), right = new DMatrixRMaj(n, n, true, b);
        DMatrixRMaj out = new DMatrixRMaj(n, n);
        double flops = 2.0 * n * n * n;
        int repeat = (int) Math.max(1, 5e7 / flops);
        double[] speeds = new double[runs];
        for (int r = 0; r < runs; r++) {
            long start = Peer.now();
            for (int i = 0; i < repeat; i++) {
                switch (op) {
                    case 0 -> Gemm.multiply(a, b, c, n, n, n, false);
                    case 1 -> Gemm.transposeLeft(a, b, c, n, n, n, false);
                    case 2 -> Gemm.transposeRight(a, b, c, n, n, n, false);
                    default -> CommonOps_DDRM.mult(left, right, out);
                }
            }
            speeds[r] = flops * repeat / (Peer.now() - start);
        }
        Arrays.sort(speeds);
        return speeds[runs / 2];
    }

    /** The median epoch in ms, of a training from the start. */
    private static double epochs(Dataset digits, int epochs) {
        Sequential net = Digits.network();
        double[] ms = new double[epochs];
        long[] last = {Peer.now()};
        double[] losses = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), digits)
                .epochs(epochs)
                .batchSize(32)
                .listen(epoch -> {
                    long end = Peer.now();
                    ms[epoch.number() - 1] = (end - last[0]) * 1e-6;
                    last[0] = end;
                })
                .run()
                .losses();
        Peer.check("gradbook", losses[9], LOSS);
        Arrays.sort(ms);
        return ms[epochs / 2];
    }
}
