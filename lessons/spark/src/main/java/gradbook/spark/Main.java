package gradbook.spark;

import gradbook.layer.Dataset;
import gradbook.layer.Layer;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Weights;
import gradbook.matrix.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The driver. It says what it does in lines on standard output, and what went wrong in a sentence on the error stream,
 * with exit code 1, or 2 where the command line makes no sense.
 */
public final class Main {
    private final Options options;
    private final PrintStream out;
    private final Recipe recipe;
    private final Sequential net;
    private final Sgd sgd;

    private Main(Options options, PrintStream out) throws IOException {
        this.options = options;
        this.out = out;
        recipe = new Recipe(
                options.text("net", "affine 64 32, relu, affine 32 10"), options.text("loss", "softmax mean"));
        net = recipe.newNet(options.count("seed", 1));
        recipe.newLoss(); // tells of one that is not known before Spark starts
        if (options.has("weights")) Weights.load(net, Path.of(options.text("weights", "")));
        double[] rates = options.numbers("rate", 0.1);
        sgd = new Sgd(1)
                .momentum(options.number("momentum", 0))
                .weightDecay(options.number("decay", 0))
                .schedule((one, epoch) -> rates[Math.min(epoch, rates.length) - 1]);
    }

    public static void main(String[] arguments) {
        System.setProperty("log4j2.configurationFile", "classpath:gradbook/spark/log4j2.properties");
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Thread hook = null;
        try {
            Options options = new Options(arguments);
            if (options.has("help")) {
                out.println(Options.HELP);
                return 0;
            }
            System.setProperty("gradbook.spark.log", options.text("log", "off"));
            if (options.has("attended")) hook = endWithParent(Path.of(options.text("attended", "")));
            new Main(options, out).train();
            return 0;
        } catch (UsageException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (ShardException | IllegalStateException | IOException e) {
            return failed(err, e.getMessage());
        } catch (Exception e) { // Scala throws checked ones unannounced
            return failed(err, "Spark failed (--log error says more): " + e);
        } finally {
            if (hook != null) keep(hook);
        }
    }

    private static int failed(PrintStream err, String why) {
        if (!Spark.isEnding()) err.println(why);
        return 1;
    }

    /**
     * Whoever started us holds our input open; when they are gone, so are we. The folder that they then cannot delete goes
     * with us whenever we are told to end, since the same signal may have ended them.
     */
    private static Thread endWithParent(Path folder) {
        Thread hook = new Thread(() -> delete(folder), "parent-folder");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) continue;
                    } catch (IOException e) {
                        // gone as well
                    }
                    System.exit(3);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
        return hook;
    }

    /** A training that has ended by itself leaves its parent the folder, with what it found or why it failed. */
    private static void keep(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // we are told to end after all
        }
    }

    private static void delete(Path folder) {
        Spark.end(); // it writes there
        try {
            WorkFolder.delete(folder);
        } catch (IOException e) {
            // nobody is left to hear of it
        }
    }

    private void train() throws IOException {
        int epochs = options.count("epochs", 10);
        int every = options.count("every", 1);
        Checkpoint checkpoint = options.has("checkpoint")
                ? new Checkpoint(Path.of(options.text("checkpoint", "")), recipe, job())
                : null;
        if (options.has("resume") && checkpoint == null)
            throw new UsageException("--resume needs --checkpoint FOLDER, to know from where");
        List<ParallelEpoch> done = options.has("resume") ? checkpoint.resume(net, sgd) : new ArrayList<>();
        if (!done.isEmpty()) out.println("resumed after epoch " + done.size());
        try (Spark spark = new Spark(options.text("master", "local[2]"), options.conf())) {
            DataParallel training = new DataParallel(spark.context(), recipe, net, sgd, batches(spark));
            out.printf(
                    Locale.ROOT,
                    "Spark %s at %s, ready %.1f s after the start of its JVM%n",
                    spark.context().version(),
                    spark.context().master(),
                    ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
            for (int e = done.size() + 1; e <= epochs; e++) {
                int number = e;
                done.add(training.epoch(e, (step, of) -> {
                    if (options.has("steps")) out.println("epoch " + number + " step " + step + "/" + of);
                }));
                out.println(done.get(e - 1).sentence(epochs));
                if (checkpoint != null && (e % every == 0 || e == epochs)) checkpoint.save(net, sgd, done);
            }
        }
        if (options.has("out")) {
            Path folder = Files.createDirectories(Path.of(options.text("out", "")));
            ParallelEpoch.save(done, folder.resolve("epochs.csv"));
            Weights.save(net, folder.resolve("weights.txt"));
        }
    }

    /** What a training that is resumed must have in common with the one that was kept. */
    private String job() {
        List<String> same = new ArrayList<>(List.of("net " + recipe.net(), "loss " + recipe.loss()));
        for (String name : List.of("data", "target", "scale", "rate", "momentum", "decay", "batch-size", "batches"))
            if (options.has(name)) same.add(name + " " + options.text(name, ""));
        return String.join("; ", same);
    }

    private Batches batches(Spark spark) throws IOException {
        String data = options.text("data", "digits");
        if (options.has("samples") || data.equals("digits")) {
            Dataset samples = options.has("samples") ? samples(Path.of(options.text("samples", ""))) : digits();
            if (options.has("batches")) throw new UsageException("--batches is for files; here it is --batch-size N");
            net.forward(samples.inputs().slice(0, 1)); // tells of a network with another number of inputs
            return Batches.of(
                    spark.context(),
                    samples,
                    options.count("batch-size", samples.size()),
                    options.count("shards", spark.cores()));
        }
        if (options.has("batch-size"))
            throw new UsageException("--batch-size is for the digits; files are cut into --batches N per epoch");
        return FileData.batches(
                spark.tables(),
                data,
                options.text("target", "label"),
                options.number("scale", 1),
                options.has("shards") ? options.count("shards", 1) : 0,
                options.count("batches", 1),
                net,
                recipe.loss().startsWith("softmax") ? outputs() : 0);
    }

    private int outputs() {
        int outputs = 0;
        for (Layer layer : net.layers()) if (layer instanceof gradbook.layer.Affine affine) outputs = affine.outputs();
        return outputs;
    }

    /** Samples as gradbook.jar leaves them: a serialised {@link Dataset}. */
    private static Dataset samples(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("gradbook.**;java.base/*;!*"));
            return (Dataset) in.readObject();
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException(file + " does not hold samples: " + e.getMessage(), e);
        }
    }

    /** The 1797 handwritten digits, pixels from 0 to 1. */
    static Dataset digits() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Main.class.getResourceAsStream("/gradbook/data/digits.csv"), StandardCharsets.UTF_8))) {
            double[][] rows = in.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            double[][] pixels = Arrays.stream(rows)
                    .map(row -> Arrays.copyOf(row, row.length - 1))
                    .toArray(double[][]::new);
            int[] labels = Arrays.stream(rows)
                    .mapToInt(row -> (int) row[row.length - 1])
                    .toArray();
            return new Dataset(Matrix.of(pixels).scale(1.0 / 16), Matrix.oneHot(10, labels));
        }
    }
}
