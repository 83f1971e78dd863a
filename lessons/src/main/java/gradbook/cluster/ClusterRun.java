package gradbook.cluster;

import gradbook.layer.ParallelEpoch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A training on a cluster that is over.
 *
 * @param epochs all epochs, in order
 * @param sentence where it ran, in words
 * @param isRecorded whether it is one that comes with the course; if so, the network was not trained by it
 */
public record ClusterRun(List<ParallelEpoch> epochs, String sentence, boolean isRecorded) {
    static ClusterRun recorded(String name) {
        try (InputStream in = ClusterRun.class.getResourceAsStream(name + ".csv")) {
            if (in == null) throw new IllegalArgumentException("there is no run recorded as \"" + name + "\"");
            List<ParallelEpoch> epochs =
                    ParallelEpoch.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
            return new ClusterRun(
                    epochs,
                    "Apache Spark is not built here (mvn package -Pspark builds it): these " + epochs.size()
                            + " epochs are a run of it that was recorded.",
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The loss of every epoch: the loss curve. */
    public double[] losses() {
        return epochs.stream().mapToDouble(ParallelEpoch::loss).toArray();
    }

    /** What a step took, in seconds: the median over the epochs, as the first ones are slow while the JVM warms up. */
    public double secondsPerStep() {
        return median(e -> e.seconds() / e.steps());
    }

    /** The part of it in which the slowest shard computed; what remains is communication. */
    public double computePerStep() {
        return median(e -> e.compute() / e.steps());
    }

    private double median(ToDoubleFunction<ParallelEpoch> figure) {
        double[] sorted = epochs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return sentence;
    }
}
