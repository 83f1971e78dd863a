package gradbook.layer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one epoch of data-parallel training did, and what it took. A step that takes {@code seconds / steps} spends
 * {@code compute / steps} of it on computing, and the rest on communication.
 *
 * @param number which epoch, from 1
 * @param loss the loss over all samples, each seen just before its own step
 * @param samples how many samples
 * @param steps how many steps they were cut into
 * @param seconds how long the steps took
 * @param compute how long the slowest shard of each step computed, added up
 * @param work how long all shards computed, added up: what one machine alone would have to do
 */
public record ParallelEpoch(
        int number, double loss, long samples, int steps, double seconds, double compute, double work) {
    private static final String HEADINGS = "epoch,loss,samples,steps,seconds,compute,work";

    /** Writes epochs as CSV; an existing file is replaced only once the new one is complete. */
    public static void save(List<ParallelEpoch> epochs, Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADINGS + "\n");
        for (ParallelEpoch e : epochs) text.append(e.line()).append('\n');
        WholeFile.write(file, "epochs", text.toString());
    }

    private String line() {
        return Stream.<Object>of(number, loss, samples, steps, seconds, compute, work)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    /** The epochs in the lines of such a file. */
    public static List<ParallelEpoch> parse(Stream<String> lines) {
        List<ParallelEpoch> epochs = new ArrayList<>();
        lines.filter(line -> !line.equals(HEADINGS)).map(ParallelEpoch::parse).forEach(epochs::add);
        return epochs;
    }

    private static ParallelEpoch parse(String line) {
        String[] cells = line.split(",");
        try {
            return new ParallelEpoch(
                    Integer.parseInt(cells[0]),
                    Double.parseDouble(cells[1]),
                    Long.parseLong(cells[2]),
                    Integer.parseInt(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]),
                    Double.parseDouble(cells[6]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("\"" + line + "\" is not a line of " + HEADINGS, e);
        }
    }

    /** For example {@code epoch 3/20: loss 0.230117, 1797 samples in 6 steps, 0.21 s (computing 0.04 s)}. */
    public String sentence(int of) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d: loss %.6f, %d samples in %d %s, %.2f s (computing %.2f s)",
                number,
                of,
                loss,
                samples,
                steps,
                steps == 1 ? "step" : "steps",
                seconds,
                compute);
    }
}
