package gradbook.benchmark;

import gradbook.scalar.Value;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of training on the moons, and a deep chain. Run with JMH; engine/README.md has the command. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MoonsBenchmark {
    private final Moons plain = new Moons(false);
    private final Moons fused = new Moons(true);

    @Benchmark
    public double stepWithPlainGates() {
        return plain.step();
    }

    @Benchmark
    public double stepWithFusedGates() {
        return fused.step();
    }

    @Benchmark
    public double chainOfTenThousand() {
        Value x = Value.of(1), f = x;
        for (int i = 0; i < 10_000; i++) f = f.neg();
        f.backward();
        return x.grad();
    }
}
