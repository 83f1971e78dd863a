package gradbook.spark;

import gradbook.layer.ParallelEpoch;
import gradbook.layer.Parameter;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with the state of a training: the weights and velocities after an epoch, and the epochs so far. A state counts
 * once its weights file is there, which is written last and whole; the one before it is deleted only then.
 */
final class Checkpoint {
    private static final Pattern STATE = Pattern.compile("epoch-(\\d+)\\.weights");

    private final Path folder;
    private final Recipe recipe;
    private final String job;

    /** @param job what must be the same when the training goes on, as one line */
    Checkpoint(Path folder, Recipe recipe, String job) {
        this.folder = folder;
        this.recipe = recipe;
        this.job = job;
    }

    void save(Sequential net, Sgd sgd, List<ParallelEpoch> done) throws IOException {
        int epoch = done.get(done.size() - 1).number();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("job.txt"), job + "\n");
        ParallelEpoch.save(done, folder.resolve("epochs.csv"));
        Sequential velocities = recipe.blankNet();
        for (int i = 0; i < net.parameters().size(); i++)
            velocities
                    .parameters()
                    .get(i)
                    .setValue(sgd.velocity(net.parameters().get(i)));
        Weights.save(velocities, file(epoch, "velocities"));
        Weights.save(net, file(epoch, "weights"));
        for (int old : states())
            if (old != epoch) {
                Files.deleteIfExists(file(old, "weights"));
                Files.deleteIfExists(file(old, "velocities"));
            }
    }

    /** Puts the network and the optimiser where they were; the epochs that were done, or none where nothing is kept. */
    List<ParallelEpoch> resume(Sequential net, Sgd sgd) throws IOException {
        int epoch = states().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (epoch == 0) return new ArrayList<>();
        String kept = Files.readString(folder.resolve("job.txt")).strip();
        if (!kept.equals(job))
            throw new UsageException("The checkpoint in " + folder + " is of another training. It was: " + kept
                    + ". This is: " + job + ".");
        Weights.load(net, file(epoch, "weights"));
        Sequential velocities = recipe.blankNet();
        Weights.load(velocities, file(epoch, "velocities"));
        List<Parameter> parameters = net.parameters();
        for (int i = 0; i < parameters.size(); i++)
            sgd.setVelocity(parameters.get(i), velocities.parameters().get(i).value());
        List<ParallelEpoch> done;
        try (Stream<String> lines = Files.lines(folder.resolve("epochs.csv"))) {
            done = ParallelEpoch.parse(lines);
        }
        done.removeIf(report -> report.number() > epoch);
        return done;
    }

    private Path file(int epoch, String what) {
        return folder.resolve(String.format(Locale.ROOT, "epoch-%05d.%s", epoch, what));
    }

    private List<Integer> states() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> STATE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(state -> Integer.parseInt(state.group(1)))
                    .toList();
        }
    }
}
