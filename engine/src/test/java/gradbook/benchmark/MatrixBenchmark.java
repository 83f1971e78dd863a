package gradbook.benchmark;

import gradbook.layer.Dataset;
import gradbook.layer.Digits;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.SoftmaxLoss;
import gradbook.layer.Training;
import gradbook.matrix.Gemm;
import gradbook.matrix.Matrix;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of square matrices, EJML's beside them, and one epoch of the digits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatrixBenchmark {
    /** Square matrices of one size. */
    @State(Scope.Thread)
    public static class Square {
        @Param({"4", "8", "64", "256", "512"})
        public int n;

        double[] a;
        double[] b;
        double[] c;
        DMatrixRMaj left;
        DMatrixRMaj right;
        DMatrixRMaj product;

        /** Fills them. */
        @org.openjdk.jmh.annotations.Setup
        public void fill() {
            a = Matrix.random(n, n, 1).toRowMajor();
            b = Matrix.random(n, n, 2).toRowMajor();
            c = new double[n * n];
            left = new DMatrixRMaj(n, n, true, a);
            right = new DMatrixRMaj(n, n, true, b);
            product = new DMatrixRMaj(n, n);
        }
    }

    private final Dataset digits = Digits.data();
    private final Sequential net = Digits.network();

    @Benchmark
    public double[] product(Square s) {
        Gemm.multiply(s.a, s.b, s.c, s.n, s.n, s.n, false);
        return s.c;
    }

    @Benchmark
    public double[] transposedLeft(Square s) {
        Gemm.transposeLeft(s.a, s.b, s.c, s.n, s.n, s.n, false);
        return s.c;
    }

    @Benchmark
    public double[] transposedRight(Square s) {
        Gemm.transposeRight(s.a, s.b, s.c, s.n, s.n, s.n, false);
        return s.c;
    }

    @Benchmark
    public DMatrixRMaj ejml(Square s) {
        CommonOps_DDRM.mult(s.left, s.right, s.product);
        return s.product;
    }

    @Benchmark
    public double epochOfDigits() {
        return Training.of(net, new SoftmaxLoss(), new Sgd(0.1), digits)
                .epochs(1)
                .run()
                .last()
                .loss();
    }
}
