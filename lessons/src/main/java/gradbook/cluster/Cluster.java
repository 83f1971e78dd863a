package gradbook.cluster;

import gradbook.layer.Dataset;
import gradbook.layer.Layer;
import gradbook.layer.Loss;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Weights;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The training loop of {@link gradbook.layer.Training} on many machines, by Apache Spark: every step sends the weights to
 * all workers, each computes the sums of losses and gradients of its shard, and the sums are added.
 *
 * <pre>{@code
 * ClusterRun run = Cluster.train(net, new SoftmaxLoss(), new Sgd(0.3), digits)
 *         .epochs(10).batchSize(300).master("local[2]").run();
 * run.losses();   // those of Training on the same batches, to 1e-9; and net is trained
 * }</pre>
 *
 * <p>Spark is not on this class path: it runs in a driver process of its own, from {@code gradbook-spark.jar}, which
 * {@code mvn package -Pspark} builds. The same jar trains on a cluster when {@link #master} names one. Interrupting the
 * thread ends the driver; the network is then as it was.
 */
public final class Cluster {
    private final Layer net;
    private final Recipe recipe;
    private final Sgd sgd;
    private final Dataset samples;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private String master = "local[2]";
    private int epochs = 10;
    private int workers; // 0: as many as the master gives
    private String memory = "1g";
    private String recorded;
    private Consumer<String> listener = line -> {};

    private Cluster(Layer net, Loss loss, Sgd sgd, Dataset samples) {
        this.net = net;
        this.recipe = Recipe.of(net, loss);
        this.sgd = sgd;
        this.samples = samples;
    }

    /** Trains on samples that this machine holds; each worker gets a copy of them once. */
    public static Cluster train(Layer net, Loss loss, Sgd sgd, Dataset samples) {
        return new Cluster(net, loss, sgd, samples);
    }

    /**
     * Trains on Parquet or CSV files, which may be larger than any memory.
     *
     * @param files a path, a folder, a pattern or a URI that every worker can read
     * @param target the column to predict: classes from 0 on for SoftmaxLoss, else a number; all others are inputs
     */
    public static Cluster train(Layer net, Loss loss, Sgd sgd, String files, String target) {
        Cluster cluster = new Cluster(net, loss, sgd, null);
        cluster.options.put("data", files);
        cluster.options.put("target", target);
        return cluster;
    }

    /** How many times over the data; 10 if nothing is said. */
    public Cluster epochs(int epochs) {
        this.epochs = epochs;
        return option("epochs", epochs);
    }

    /** Samples per step, in order, as in Training; all of them if nothing is said. For files it is {@link #batches}. */
    public Cluster batchSize(int batchSize) {
        return option("batch-size", batchSize);
    }

    /** Steps per epoch for files: step k takes the shards k, k + batches, ... */
    public Cluster batches(int batches) {
        return option("batches", batches);
    }

    /** How many shards a batch is cut into; one for each worker, or each core, if nothing is said. Files come as shards already. */
    public Cluster shards(int shards) {
        return option("shards", shards);
    }

    /** {@code local[2]} for two threads of this machine, {@code spark://host:7077} for a cluster. */
    public Cluster master(String url) {
        master = url;
        return this;
    }

    /** How many tasks run at a time, on this machine or on the cluster; a batch of samples of this machine has as many shards. */
    public Cluster workers(int workers) {
        this.workers = positive("workers", workers);
        return this;
    }

    /** Keeps the state of the training in a folder after every few epochs, and goes on from the one that is there. */
    public Cluster checkpoint(Path folder, int everyEpochs) {
        options.put("checkpoint", folder.toAbsolutePath().toString());
        options.put("resume", null);
        return option("every", everyEpochs);
    }

    /** The heap of the driver, {@code 1g} if nothing is said; with a local master it is all that there is. */
    public Cluster memory(String size) {
        memory = size;
        return this;
    }

    /** A setting of Spark's own, {@code spark.executor.memory} for instance. */
    public Cluster conf(String key, String value) {
        settings.add(key + "=" + value);
        return this;
    }

    /** Hears every line that the driver says, one for each epoch. */
    public Cluster listen(Consumer<String> listener) {
        this.listener = listener;
        return this;
    }

    /** Where Spark is not built, {@link #run} returns the run that the course recorded under this name. */
    public Cluster orRecorded(String name) {
        recorded = name;
        return this;
    }

    private Cluster option(String name, int value) {
        options.put(name, Integer.toString(positive(name, value)));
        return this;
    }

    private static int positive(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + ": " + value + " was given; it must be at least 1");
        return value;
    }

    /** Trains the network, in a process that has ended when this returns. */
    public ClusterRun run() {
        return run(DriverJar.find(System.getenv("GRADBOOK_SPARK"), Path.of("")));
    }

    ClusterRun run(Optional<Path> jar) {
        if (jar.isEmpty() && recorded != null) return ClusterRun.recorded(recorded);
        if (jar.isEmpty())
            throw new IllegalStateException(
                    "Apache Spark is not built here. Build it in the folder of Gradbook's sources:"
                            + " mvn package -Pspark (Maven fetches some 220 MB). GRADBOOK_SPARK in the environment can say where"
                            + " gradbook-spark.jar is.");
        try (Driver driver = new Driver()) {
            return run(jar.get(), driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted: the driver of the cluster is stopped, and the network is as it" + " was before"
                            + (options.containsKey("checkpoint") ? "; the checkpoint is kept" : ""));
        }
    }

    private ClusterRun run(Path jar, Driver driver) throws IOException, InterruptedException {
        Sequential travelling = recipe.blankNet();
        Recipe.setValues(travelling, Recipe.values(net));
        Weights.save(travelling, driver.file("weights.txt"));
        List<String> arguments = new ArrayList<>(List.of("--net", recipe.net(), "--loss", recipe.loss()));
        arguments.addAll(
                List.of("--rate", rates(), "--momentum", "" + sgd.momentum(), "--decay", "" + sgd.weightDecay()));
        arguments.addAll(List.of("--weights", driver.file("weights.txt").toString()));
        arguments.addAll(List.of("--out", driver.file("out").toString()));
        if (samples != null) {
            Path file = driver.file("samples");
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
                out.writeObject(samples);
            }
            arguments.addAll(List.of("--samples", file.toString()));
        }
        boolean local = master.matches("local(\\[.*])?");
        String where = local && workers > 0 ? "local[" + workers + "]" : master;
        arguments.addAll(List.of("--master", where));
        if (!local && workers > 0) arguments.addAll(List.of("--conf", "spark.cores.max=" + workers));
        if (samples != null && workers > 0 && !options.containsKey("shards"))
            arguments.addAll(List.of("--shards", "" + workers));
        options.forEach(
                (name, value) -> arguments.addAll(value == null ? List.of("--" + name) : List.of("--" + name, value)));
        for (String setting : settings) arguments.addAll(List.of("--conf", setting));
        driver.run(jar, memory, arguments, listener);
        Weights.load(travelling, driver.file("out").resolve("weights.txt"));
        Recipe.setValues(net, Recipe.values(travelling));
        try (Stream<String> lines = Files.lines(driver.file("out").resolve("epochs.csv"))) {
            List<ParallelEpoch> done = ParallelEpoch.parse(lines);
            return new ClusterRun(done, "Apache Spark trained " + done.size() + " epochs at " + where + ".", false);
        }
    }

    /** The learning rate of every epoch: a schedule cannot travel, its numbers can. */
    private String rates() {
        StringJoiner rates = new StringJoiner(",");
        for (int e = 1; e <= epochs; e++) {
            sgd.epoch(e);
            rates.add("" + sgd.learningRate());
        }
        return rates.toString();
    }
}
