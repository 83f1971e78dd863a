package gradbook.layer;

import static gradbook.scalar.Given.given;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The training loop: epochs of mini-batches, each forward, backward, step.
 *
 * <pre>{@code
 * Training.Result result = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), train)
 *         .epochs(20).batchSize(32).shuffle(1).validation(test).listen(new ProgressBar(System.out)).run();
 * result.last().validationAccuracy();
 * }</pre>
 *
 * <p>Interrupting the thread ends the training after the current batch, with the weights as that batch left them; the
 * result says so. A loss that is no longer a number, in a batch or on the validation data, ends it, too. Batches allocate
 * nothing: the loop works in buffers that it keeps.
 */
public final class Training {
    /** Why a training ended. */
    public enum End {
        /** After all epochs. */
        COMPLETED,
        /** After {@link #stopAfter} epochs without progress. */
        STOPPED_EARLY,
        /** By an interrupt of the thread. */
        INTERRUPTED,
        /** The loss, or the one on the validation data, was no longer a finite number. */
        DIVERGED
    }

    /** Hears of every epoch: a loss curve, a progress bar, a live chart. */
    @FunctionalInterface
    public interface Listener {
        /** Called after every epoch, on the thread that trains. */
        void epoch(Epoch epoch);

        /** Called once, however the training ended. */
        default void finished(Result result) {}
    }

    /**
     * A finished training.
     *
     * @param epochs all epochs that were completed
     * @param end why it ended
     * @param message the same as a sentence
     */
    public record Result(List<Epoch> epochs, End end, String message) {
        /** The last epoch that was completed. */
        public Epoch last() {
            if (epochs.isEmpty()) throw new IllegalStateException("no epoch was completed: " + message);
            return epochs.get(epochs.size() - 1);
        }

        /** The training loss of every epoch: the loss curve. */
        public double[] losses() {
            return epochs.stream().mapToDouble(Epoch::loss).toArray();
        }

        @Override
        public String toString() {
            return message + (epochs.isEmpty() ? "" : "\n" + last());
        }
    }

    private static volatile Listener observer;

    private final BufferLayer net;
    private final BufferLoss loss;
    private final Sgd sgd;
    private final Dataset data;
    private final List<Parameter> parameters;
    private final List<Listener> listeners = new ArrayList<>();
    private int epochs = 10;
    private int batchSize = 32;
    private Random shuffle;
    private Dataset validation;
    private int patience = Integer.MAX_VALUE;
    private final Buffer input = new Buffer();
    private final Buffer target = new Buffer();
    private final Buffer output = new Buffer();
    private final Buffer gradient = new Buffer();

    private Training(Layer net, Loss loss, Sgd sgd, Dataset data) {
        this.net = BufferLayer.buffered(net);
        this.loss = Evaluation.requireRows(loss);
        this.sgd = given(sgd, "Training", "the optimiser", "an Sgd such as new Sgd(0.1)");
        this.data = given(data, "Training", "the data", "a Dataset");
        parameters = net.parameters();
        Evaluation.requireFit(this.net, this.loss, data);
    }

    /**
     * A training of this network; {@link #run} starts it.
     *
     * @throws IllegalArgumentException if the network, the loss and the data do not fit each other
     */
    public static Training of(Layer net, Loss loss, Sgd sgd, Dataset data) {
        return new Training(net, loss, sgd, data);
    }

    /** How many times over the data, at most; 10 if nothing is said. */
    public Training epochs(int epochs) {
        this.epochs = positive("epochs", epochs);
        return this;
    }

    /** Samples per step; 32 if nothing is said. The last batch of an epoch may be smaller. */
    public Training batchSize(int batchSize) {
        this.batchSize = positive("batchSize", batchSize);
        return this;
    }

    /** A new order of the samples in every epoch, decided by the seed. Without it they keep the order of the data. */
    public Training shuffle(long seed) {
        shuffle = new Random(seed);
        return this;
    }

    /** Data to measure on after every epoch; the network does not learn from them. */
    public Training validation(Dataset validation) {
        Evaluation.requireFit(net, loss, given(validation, "Training", "the validation data", "a Dataset"));
        this.validation = validation;
        return this;
    }

    /** Tells this listener of every epoch; there may be several. */
    public Training listen(Listener listener) {
        listeners.add(given(listener, "Training", "the listener", "a function such as e -> System.out.println(e)"));
        return this;
    }

    /** A front end's own listener: it hears of every training from now on, to draw a progress bar; {@code null}: none. */
    public static void observe(Listener frontEnd) {
        observer = frontEnd;
    }

    private List<Listener> audience() {
        List<Listener> all = new ArrayList<>(listeners);
        Listener frontEnd = observer;
        if (frontEnd != null) all.add(frontEnd);
        return all;
    }

    /** Ends after this many epochs without a new lowest loss: of the validation data if there are any, else of training. */
    public Training stopAfter(int epochsWithoutProgress) {
        patience = positive("stopAfter", epochsWithoutProgress);
        return this;
    }

    private static int positive(String what, int given) {
        if (given < 1) throw new IllegalArgumentException(what + ": " + given + " was given; it must be at least 1");
        return given;
    }

    /** Trains. A second run goes on from the weights that the first one left; epochs and schedule begin at 1 again. */
    public Result run() {
        double[] x = data.inputs().toRowMajor();
        double[] t = data.targets().toRowMajor();
        int[] order = Dataset.order(data.size());
        List<Epoch> done = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int e = 1; e <= epochs; e++) {
            sgd.epoch(e);
            if (shuffle != null) Dataset.shuffle(order, shuffle);
            double sum = 0;
            int correct = 0;
            for (int from = 0, batch = 1; from < order.length; from += batchSize, batch++) {
                if (Thread.interrupted())
                    return end(
                            done,
                            End.INTERRUPTED,
                            "interrupted " + before(batch, e) + ": the weights are kept as they were then");
                int n = Math.min(batchSize, order.length - from);
                gather(x, order, from, n, input.shaped(n, data.inputs().cols()));
                gather(t, order, from, n, target.shaped(n, data.targets().cols()));
                double batchLoss = forward();
                if (!Double.isFinite(batchLoss))
                    return diverged(done, "the loss is " + batchLoss + " " + before(batch, e));
                sum += loss.reduction == Reduction.MEAN ? batchLoss * n : batchLoss;
                correct += loss.correct(output, target);
                backwardAndStep();
            }
            Epoch epoch = report(e, loss.reduction == Reduction.MEAN ? sum / order.length : sum, correct);
            done.add(epoch);
            for (Listener l : audience()) l.epoch(epoch);
            double watched = validation == null ? epoch.loss() : epoch.validationLoss();
            String which = validation == null ? "training" : "validation";
            if (!Double.isFinite(watched))
                return diverged(done, "the " + which + " loss is " + watched + " after epoch " + e);
            if (watched < best) {
                best = watched;
                bestEpoch = e;
            } else if (e - bestEpoch >= patience) {
                return end(
                        done,
                        End.STOPPED_EARLY,
                        "stopped early after epoch " + e + ": no " + which + " loss below the " + Epoch.four(best)
                                + " of epoch " + bestEpoch);
            }
        }
        return end(done, End.COMPLETED, "completed " + epochs + (epochs == 1 ? " epoch" : " epochs"));
    }

    private static String before(int batch, int epoch) {
        return "before batch " + batch + " of epoch " + epoch;
    }

    private static void gather(double[] all, int[] order, int from, int n, Buffer batch) {
        int cols = batch.cols;
        for (int i = 0; i < n; i++) System.arraycopy(all, order[from + i] * cols, batch.data, i * cols, cols);
    }

    /** The loss of the batch; its gradient is then in {@code gradient}. */
    private double forward() {
        net.forward(input, output);
        return loss.evaluate(output, target, gradient);
    }

    private void backwardAndStep() {
        for (int i = 0; i < parameters.size(); i++) parameters.get(i).spend(); // of earlier passes of the student's own
        net.backward(input, output, gradient, null);
        sgd.step(parameters);
    }

    private Epoch report(int number, double trainLoss, int correct) {
        Map<String, Double> norms = new LinkedHashMap<>();
        for (Parameter p : parameters)
            if (!p.isFrozen()) norms.put(p.name(), p.grad().norm());
        Evaluation on = validation == null ? Evaluation.NONE : Evaluation.of(net, loss, validation);
        double accuracy = correct < 0 ? Double.NaN : (double) correct / data.size();
        return new Epoch(number, epochs, trainLoss, accuracy, on.loss(), on.accuracy(), norms, sgd.learningRate());
    }

    private Result diverged(List<Epoch> done, String how) {
        return end(done, End.DIVERGED, how + ": training ends here. " + sgd.likelyCause());
    }

    private Result end(List<Epoch> done, End end, String message) {
        Result result = new Result(List.copyOf(done), end, message);
        for (Listener l : audience()) l.finished(result);
        return result;
    }
}
