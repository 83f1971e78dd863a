package gradbook.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import gradbook.scalar.TextTable;
import gradbook.scalar.Value;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Prints what a scalar graph costs here and now, beside numpy measured in turn with it (and PyTorch and micrograd where
 * they are installed), in processor time. Every contender runs in five rounds, in turn; its figure is the median step of its
 * quietest round. Beside it stands what the process needs for a step in all, the garbage collection included.
 *
 * <p>Run from the top of the project; engine/README.md has the command.
 */
public final class ScalarSpeed {
    private static final int ROUNDS = 5;
    private static final double LOSS = 0.201334918604839; // before the twelfth step, for every contender

    private final TextTable table = TextTable.of("what", "measured", "unit");

    public static void main(String[] args) throws Exception {
        new ScalarSpeed().run();
    }

    private void run() throws Exception {
        Moons plain = new Moons(false), fused = new Moons(true);
        int nodes = plain.loss().forwardOrder().size();
        Peer.check("plain gates", warmUp(plain::step, 600), LOSS);
        Peer.check("fused gates", warmUp(fused::step, 6_000), LOSS);
        List<Double> plains = new ArrayList<>(),
                fuseds = new ArrayList<>(),
                totals = new ArrayList<>(),
                peers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plains.add(median(plain::step, 200));
            long before = processTime();
            fuseds.add(median(fused::step, 2_000));
            totals.add((processTime() - before) * 1e-6 / 2_000);
            Double numpy = peer("moons_numpy.py");
            if (numpy != null) peers.add(numpy);
        }
        row("plain gates, a step", quietest(plains), "ms");
        row("plain gates, per value (of " + nodes + ")", quietest(plains) * 1e6 / nodes, "ns");
        row("memory, per value", bytesPerValue(), "bytes");
        row("fused gates, a step", quietest(fuseds), "ms");
        row("the same with garbage collection", quietest(totals), "ms");
        if (peers.isEmpty()) System.out.println("No python with numpy was found; name one with -Dpython=PATH.");
        else {
            row("numpy by hand, batched, a step", quietest(peers), "ms");
            row("fused gates against numpy", quietest(fuseds) / quietest(peers), "times");
        }
        Double torch = peer("moons_torch.py");
        if (torch != null) row("PyTorch, batched, a step", torch, "ms");
        Double micrograd = peer("moons_micrograd.py");
        if (micrograd != null) row("micrograd, a step", micrograd, "ms");
        row("chain of ten million values, forward and backward", deepChain(10_000_000), "s");
        System.out.print(table);
    }

    private void row(String what, double measured, String unit) {
        table.row(what, String.format(Locale.ROOT, "%.3f", measured), unit);
    }

    private static double warmUp(DoubleSupplier step, int steps) {
        double twelfth = 0;
        for (int i = 0; i < steps; i++) {
            double loss = step.getAsDouble();
            if (i == 11) twelfth = loss;
        }
        return twelfth;
    }

    private static double median(DoubleSupplier step, int steps) {
        double[] ms = new double[steps];
        for (int i = 0; i < steps; i++) {
            long start = Peer.now();
            step.getAsDouble();
            ms[i] = (Peer.now() - start) * 1e-6;
        }
        Arrays.sort(ms);
        return ms[steps / 2];
    }

    private static long processTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double quietest(List<Double> rounds) {
        return rounds.stream().min(Double::compare).orElseThrow();
    }

    private static double bytesPerValue() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        Value x = Value.of("x", 1), f = x.add(x);
        int n = 1_000_000;
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < n; i++) f = f.add(x).named("f");
        return (double) (threads.getThreadAllocatedBytes(id) - before) / n;
    }

    private static double deepChain(int n) {
        long start = processTime();
        Value x = Value.of(1), f = x;
        for (int i = 0; i < n; i++) f = f.neg();
        f.backward();
        if (x.grad() != 1) throw new IllegalStateException("an even number of signs");
        return (processTime() - start) * 1e-9;
    }

    /** The median step of a peer in ms, or {@code null} where it cannot run. */
    private static Double peer(String script) throws InterruptedException {
        Path data = Peer.TESTS.resolve("resources/gradbook/benchmark");
        double[] printed = Peer.run(
                script,
                data.resolve("moons.csv").toString(),
                data.resolve("moonsw.csv").toString());
        if (printed == null) return null;
        Peer.check(script, printed[0], LOSS);
        return printed[1];
    }
}
