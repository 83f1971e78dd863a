package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import gradbook.matrix.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainingTest {
    static final Dataset DIGITS = Digits.data();

    static Training digits(Sequential net, Sgd sgd) {
        return Training.of(net, new SoftmaxLoss(), sgd, DIGITS).epochs(20).batchSize(32);
    }

    @Tag("slow")
    @Test
    void the_loss_of_every_epoch_is_the_one_that_numpy_finds() {
        double[][] golden = Digits.csv("/gradbook/t1/losses.csv", 1);
        assertEquals(0.170327615901804, golden[9][1]);
        double[] plain = digits(Digits.network(), new Sgd(0.1)).run().losses();
        Sgd sgd = new Sgd(0.02).momentum(0.9).weightDecay(1e-4).schedule(Schedule.cosine(20));
        double[] full = digits(Digits.network(), sgd).run().losses();
        for (int e = 0; e < 20; e++) {
            assertEquals(golden[e][1], plain[e], 1e-6 * golden[e][1]);
            assertEquals(golden[e][2], full[e], 1e-6 * golden[e][2]);
        }
    }

    /** What an epoch allocates for its report does not depend on how many batches it has. */
    @Tag("slow")
    @Test
    void a_batch_allocates_nothing() {
        perEpoch(32);
        long fiftySeven = perEpoch(32), twentyNine = perEpoch(64);
        long smallestObject = 16;
        assertTrue(
                Math.abs(fiftySeven - twentyNine) < 28 * smallestObject,
                () -> "an epoch of 57 batches allocated " + fiftySeven + " bytes, one of 29 " + twentyNine);
    }

    private static long perEpoch(int batchSize) {
        return (allocated(batchSize, 22) - allocated(batchSize, 2)) / 20;
    }

    private static long allocated(int batchSize, int epochs) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Training training =
                digits(Digits.network(), new Sgd(0.1)).epochs(epochs).batchSize(batchSize);
        long before = threads.getCurrentThreadAllocatedBytes();
        training.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** A layer that interrupts the training in its third batch: that batch is still learnt, the fourth is not. */
    @Test
    void an_interrupt_in_the_middle_of_an_epoch_keeps_the_weights_of_the_batch() {
        Dataset data = new Dataset(Matrix.random(10, 2, 1), Matrix.random(10, 1, 2));
        int[] batches = {0};
        Layer interrupted = new OwnAffine(Affine.rows(2, 1, 3)) {
            @Override
            public Matrix forward(Matrix input) {
                if (++batches[0] == 3) Thread.currentThread().interrupt();
                return super.forward(input);
            }
        };
        Training training =
                Training.of(interrupted, new SquaredLoss(), new Sgd(0.1), data).batchSize(2);
        batches[0] = 0; // what was asked of the layer so far was only whether it fits
        Training.Result result = training.run();
        assertEquals("interrupted before batch 4 of epoch 1: the weights are kept as they were then", result.message());
        Affine three = Affine.rows(2, 1, 3);
        Training.of(three, new SquaredLoss(), new Sgd(0.1), data.slice(0, 6))
                .batchSize(2)
                .epochs(1)
                .run();
        assertEquals(three.weights().value(), interrupted.parameters().get(0).value());
        assertEquals(three.bias().value(), interrupted.parameters().get(1).value());
    }

    @Test
    void an_interrupt_ends_training_after_the_current_batch_and_keeps_the_weights() {
        Sequential net = Digits.network();
        List<Matrix> atInterrupt = new ArrayList<>();
        Training.Result result = digits(net, new Sgd(0.1))
                .listen(epoch -> {
                    if (epoch.number() < 2) return;
                    atInterrupt.add(net.parameters().get(0).value());
                    Thread.currentThread().interrupt();
                })
                .run();
        assertEquals(Training.End.INTERRUPTED, result.end());
        assertEquals("interrupted before batch 1 of epoch 3: the weights are kept as they were then", result.message());
        assertEquals(2, result.epochs().size());
        assertEquals(atInterrupt.get(0), net.parameters().get(0).value());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** An epoch of ten samples in batches of two has another order for every seed, and the same one for the same seed. */
    @Test
    void the_order_of_the_samples_comes_from_the_seed() {
        Dataset data = new Dataset(Matrix.random(10, 2, 1), Matrix.random(10, 1, 2));
        List<Matrix> after = new ArrayList<>();
        for (long seed : new long[] {3, 3, 4}) {
            Affine net = Affine.rows(2, 1, 5);
            Training.of(net, new SquaredLoss(), new Sgd(0.1), data)
                    .batchSize(2)
                    .epochs(1)
                    .shuffle(seed)
                    .run();
            after.add(net.weights().value());
        }
        assertEquals(after.get(0), after.get(1));
        assertFalse(after.get(0).equals(after.get(2)));
    }

    @Test
    void a_loss_that_explodes_ends_training_with_advice() {
        Training.Result result = digits(Digits.network(), new Sgd(1e200)).run();
        assertEquals(Training.End.DIVERGED, result.end());
        assertTrue(result.message().contains("The learning rate 1.0E200 is probably too large"), result.message());
    }

    /** One batch, whose loss before the step is (0 - 1)^2; after it w is 2e200, whose square is beyond every double. */
    @Test
    void a_loss_that_explodes_on_the_validation_data_is_no_early_stop() {
        Dataset one = new Dataset(Matrix.row(1), Matrix.row(1));
        Affine net = Affine.rows(Matrix.row(0), Matrix.row(0));
        Training.Result result = Training.of(net, new SquaredLoss(), new Sgd(1e200), one)
                .validation(one)
                .stopAfter(1)
                .run();
        assertEquals(Training.End.DIVERGED, result.end());
        assertEquals(
                "the validation loss is Infinity after epoch 1: training ends here. The learning rate 1.0E200 is probably"
                        + " too large for this network, or the inputs are not standardised",
                result.message());
        assertEquals(1, result.last().loss());
    }

    @Test
    void early_stop_ends_when_the_loss_no_longer_falls() {
        Sequential still = Sequential.of(Affine.rows(Matrix.column(0), Matrix.row(0)));
        Dataset zeros = new Dataset(Matrix.zeros(4, 1), Matrix.zeros(4, 1));
        Training.Result result = Training.of(still, new SquaredLoss(), new Sgd(0.1), zeros)
                .epochs(50)
                .validation(zeros)
                .stopAfter(3)
                .run();
        assertEquals(Training.End.STOPPED_EARLY, result.end());
        assertEquals("stopped early after epoch 4: no validation loss below the 0.000 of epoch 1", result.message());
        assertTrue(Double.isNaN(result.last().accuracy()));
    }

    @Tag("slow")
    @Test
    void shuffling_depends_on_the_seed_alone() {
        double[] one = digits(Digits.network(), new Sgd(0.1))
                .epochs(2)
                .shuffle(3)
                .run()
                .losses();
        double[] two = digits(Digits.network(), new Sgd(0.1))
                .epochs(2)
                .shuffle(3)
                .run()
                .losses();
        double[] other = digits(Digits.network(), new Sgd(0.1))
                .epochs(2)
                .shuffle(4)
                .run()
                .losses();
        assertArrayEquals(one, two);
        assertFalse(one[1] == other[1]);
    }

    @Tag("slow")
    @Test
    void the_digits_are_learnt_from_a_fixed_seed() {
        Dataset.Split split = DIGITS.split(0.8, 1);
        Sequential net = Sequential.of(Affine.rows(64, 128, 1), new Relu(), Affine.rows(128, 10, 2));
        Training.Result result = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), split.train())
                .epochs(20)
                .shuffle(1)
                .validation(split.test())
                .run();
        assertTrue(result.last().validationAccuracy() >= 0.95, result::toString);
    }

    @Test
    void parts_of_a_data_set_have_every_sample_once() {
        Dataset data = new Dataset(Matrix.of(5, 1, 0, 1, 2, 3, 4), Matrix.of(5, 1, 0, 10, 20, 30, 40));
        Dataset.Split split = data.split(0.6, 7);
        assertEquals(3, split.train().size());
        assertEquals(2, split.test().size());
        assertEquals(10, split.train().inputs().sum() + split.test().inputs().sum());
        for (int i = 0; i < 3; i++)
            assertEquals(
                    10 * split.train().inputs().get(i, 0),
                    split.train().targets().get(i, 0));
        assertEquals(data.split(0.6, 7), split);
        assertEquals(
                "split: 1.0 of 5 samples leaves a part empty: ask for a fraction between 0 and 1 that gives both parts one",
                assertThrows(IllegalArgumentException.class, () -> data.split(1, 7))
                        .getMessage());
        assertEquals(
                "Dataset: the inputs are 2x1 and the targets 1x1: both need one row per sample",
                assertThrows(IllegalArgumentException.class, () -> new Dataset(Matrix.zeros(2, 1), Matrix.zeros(1, 1)))
                        .getMessage());
    }

    @Test
    void standardisation_comes_from_the_training_data_alone() {
        Standardize layer = Standardize.fit(Matrix.of(3, 2, 1, 5, 2, 5, 3, 5));
        Matrix z = layer.forward(Matrix.of(2, 2, 3, 5, 4, 6));
        assertTrue(Matrix.of(2, 2, 1.2247448714, 0, 2.4494897428, 1).isClose(z, 1e-9), z::toString);
        Sequential net = Sequential.of(layer, Affine.rows(2, 1, 1));
        Matrix mean = layer.parameters().get(0).value();
        Dataset data = new Dataset(Matrix.random(8, 2, 1), Matrix.random(8, 1, 2));
        Training.of(net, new SquaredLoss(), new Sgd(0.1), data).run();
        assertEquals(mean, layer.parameters().get(0).value());
    }

    @Test
    void a_students_own_layer_trains_like_a_built_in_one() {
        Layer own = new Layer() {
            Matrix kept;

            @Override
            public Matrix forward(Matrix input) {
                kept = input;
                return input.map(x -> Math.max(x, 0));
            }

            @Override
            public Matrix backward(Matrix upstream) {
                return upstream.mul(kept.map(x -> x > 0 ? 1 : 0));
            }

            @Override
            public String rule() {
                return "as Relu";
            }
        };
        Dataset few = DIGITS.slice(0, 100);
        double[] expected = new double[2];
        for (int i = 0; i < 2; i++) {
            Sequential net = Sequential.of(Affine.rows(64, 16, 1), i == 0 ? new Relu() : own, Affine.rows(16, 10, 2));
            expected[i] = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), few)
                    .run()
                    .last()
                    .loss();
        }
        assertEquals(expected[0], expected[1]);
    }

    /** An affine layer as a student writes it from B §10. */
    static class OwnAffine implements Layer {
        final Parameter w;
        final Parameter b;
        Matrix x;

        OwnAffine(Affine start) {
            w = Parameter.of("W", start.weights().value());
            b = Parameter.of("b", start.bias().value());
        }

        @Override
        public Matrix forward(Matrix input) {
            x = input;
            return x.matMul(w.value()).addToEachRow(b.value());
        }

        @Override
        public Matrix backward(Matrix g) {
            w.addGrad(x.transposeMatMul(g));
            b.addGrad(g.sumOfRows());
            return g.matMulTranspose(w.value());
        }

        @Override
        public java.util.List<Parameter> parameters() {
            return java.util.List.of(w, b);
        }

        @Override
        public String rule() {
            return "as Affine";
        }
    }

    @Test
    void a_students_own_affine_layer_learns_its_parameters() {
        Dataset few = DIGITS.slice(0, 100);
        double[] last = new double[2];
        for (int i = 0; i < 2; i++) {
            Affine first = Affine.rows(64, 16, 1);
            Sequential net = Sequential.of(i == 0 ? first : new OwnAffine(first), new Tanh(), Affine.rows(16, 10, 2));
            last[i] = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), few)
                    .run()
                    .last()
                    .loss();
        }
        assertEquals(last[0], last[1], 1e-12);
    }

    @Test
    void what_cannot_be_trained_is_told_before_the_first_epoch() {
        Dataset data = new Dataset(Matrix.zeros(4, 2), Matrix.zeros(4, 1));
        String columns = assertThrows(
                        IllegalArgumentException.class,
                        () -> Training.of(Affine.columns(2, 1, 1), new SquaredLoss(), new Sgd(1), data))
                .getMessage();
        assertEquals(
                "Affine.columns(W 1x2): the input is 1x2, and W (1x2) takes samples of 2 numbers as columns (2xN)."
                        + " Did you mean the transpose of the input?",
                columns);
        assertThrows(
                IllegalArgumentException.class,
                () -> Training.of(Affine.rows(2, 3, 1), new SquaredLoss(), new Sgd(1), data));
    }

    @Test
    void the_progress_bar_draws_one_line_and_ends_with_the_result() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Sequential net = Sequential.of(Affine.rows(Matrix.column(0), Matrix.row(0)));
        Dataset ones = new Dataset(Matrix.column(1, 1), Matrix.column(1, 0));
        Training.of(net, new LogisticLoss(), new Sgd(1), ones)
                .epochs(2)
                .listen(new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8)))
                .run();
        String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertEquals(
                "\r[==========          ] epoch 1/2: loss 0.6931, accuracy 0.500"
                        + "\r[====================] epoch 2/2: loss 0.6931, accuracy 0.500\ncompleted 2 epochs\n",
                text);
    }

    /** Not the learning rate is to blame: the sentence names the place, in the data or in those to validate on. */
    @Test
    void a_number_that_is_none_is_found_in_the_data() {
        Matrix good = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6), bad = Matrix.of(3, 2, 1, 2, 3, Double.NaN, 5, 6);
        Matrix y = Matrix.column(1, 0, 1), infinite = Matrix.column(1, 0, Double.POSITIVE_INFINITY);
        String rest = " (counted from 0): leave such rows out or fill them in before you train";
        Sequential net = Sequential.of(Affine.rows(2, 1, 1));
        Training fits = Training.of(net, new SquaredLoss(), new Sgd(0.1), new Dataset(good, y));
        List<Executable> wrong = List.of(
                () -> Training.of(net, new SquaredLoss(), new Sgd(0.1), new Dataset(bad, y)),
                () -> fits.validation(new Dataset(bad, y)),
                () -> Training.of(net, new SquaredLoss(), new Sgd(0.1), new Dataset(good, infinite)));
        List<String> said = wrong.stream()
                .map(w -> assertThrows(IllegalArgumentException.class, w).getMessage())
                .toList();
        String inputs = "training: the inputs have NaN in row 1, column 1" + rest;
        assertEquals(List.of(inputs, inputs, "training: the targets have ∞ in row 2, column 0" + rest), said);
    }
}
