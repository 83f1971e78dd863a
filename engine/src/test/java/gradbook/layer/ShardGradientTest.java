package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardGradientTest {
    /** The upstream gradient of (1, -1) and (2, 0) under half the squared error to (0, 0) is the prediction itself. */
    @Test
    void a_shard_counts_its_samples_and_sums_losses_and_gradients() {
        Affine layer = Affine.rows(Matrix.of(1, 1, 2), Matrix.row(0));
        Loss loss = new SquaredLoss(Reduction.SUM, Layout.ROWS);
        Dataset shard = new Dataset(Matrix.column(1, 3), Matrix.column(0, 0));
        double[] whole = {0, 0};
        double expected = 0;
        for (double x : new double[] {1, 3}) {
            expected += loss.forward(Matrix.row(2 * x), Matrix.row(0));
            double upstream = loss.backward().get(0, 0);
            whole[0] += upstream * x; // dW = x g
            whole[1] += upstream; // db = g
        }
        ShardGradient sum = ShardGradient.of(layer, loss, shard);
        assertEquals(2, sum.samples());
        assertEquals(expected, sum.lossSum(), 1e-12);
        assertArrayEquals(whole, sum.gradientSum(), 1e-12);
    }

    /** Lesson 11's batch, cut in two: [[50,-5],[60,-6]] and [[2,3],[-2,-3]] make [[52,-2],[58,-9]], and (12,2) (E7). */
    @Test
    void the_sums_of_unequal_shards_are_those_of_the_batch_in_blocks_and_whole() {
        Sequential net = net();
        Loss loss = new SoftmaxLoss();
        Dataset data = data(20);
        ShardGradient whole = ShardGradient.of(net, loss, data);
        ShardGradient sum = ShardGradient.NONE;
        for (int[] cut : new int[][] {{0, 13}, {13, 14}, {14, 20}})
            sum = sum.plus(ShardGradient.of(net, loss, data.slice(cut[0], cut[1])));
        ShardGradient blocks = ShardGradient.of(net, loss, List.of(data.slice(0, 7), data.slice(7, 20)));
        for (ShardGradient other : List.of(sum, blocks)) {
            assertEquals(20, other.samples());
            assertEquals(whole.lossSum(), other.lossSum(), 1e-12);
            assertArrayEquals(whole.gradientSum(), other.gradientSum(), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void steps_on_summed_shards_train_as_one_machine_does(Reduction reduction) {
        Loss loss = new SoftmaxLoss(reduction, Layout.ROWS);
        double rate = reduction == Reduction.SUM ? 0.01 : 0.2;
        Dataset data = data(50);
        Sequential one = net();
        Sequential many = net();
        double[] losses = Training.of(one, loss, new Sgd(rate).momentum(0.5), data)
                .epochs(5)
                .batchSize(50)
                .run()
                .losses();
        Sgd sgd = new Sgd(rate).momentum(0.5);
        for (double expected : losses) {
            ShardGradient sum = ShardGradient.of(many, loss, data.slice(0, 31))
                    .plus(ShardGradient.of(many, loss, data.slice(31, 50)));
            assertEquals(expected, sum.loss(loss), 1e-9);
            sum.step(many, loss, sgd);
        }
        assertArrayEquals(Recipe.values(one), Recipe.values(many), 1e-9);
    }

    @Test
    void nothing_to_learn_from_is_refused() {
        Sequential net = net();
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> ShardGradient.NONE.step(net, new SoftmaxLoss(), new Sgd(0.1)))
                .getMessage();
        assertEquals("there is no sample in this batch: nothing to learn from", message);
    }

    @Test
    void training_that_has_diverged_is_told_in_a_sentence_and_changes_no_weight() {
        String advice =
                ". The learning rate 0.5 is probably too large for this network, or the inputs are not standardised";
        assertEquals("the loss is NaN" + advice, diverged(Double.NaN, 1));
        assertEquals("the loss is Infinity" + advice, diverged(Double.POSITIVE_INFINITY, 1));
        assertEquals("a gradient is NaN" + advice, diverged(1, Double.NaN));
        assertEquals("a gradient is -Infinity" + advice, diverged(1, Double.NEGATIVE_INFINITY));
    }

    private static String diverged(double lossSum, double gradient) {
        Affine layer = Affine.rows(Matrix.of(1, 1, 2), Matrix.row(3));
        ShardGradient healthy = new ShardGradient(3, 1, new double[] {1, 1});
        ShardGradient sick = healthy.plus(new ShardGradient(1, lossSum, new double[] {0, gradient}));
        String message = assertThrows(
                        IllegalStateException.class, () -> sick.step(layer, new SquaredLoss(), new Sgd(0.5)))
                .getMessage();
        assertArrayEquals(new double[] {2, 3}, Recipe.values(layer));
        return message;
    }

    @Test
    void a_sum_travels_as_eight_bytes_for_each_parameter() {
        ShardGradient sum = ShardGradient.of(net(), new SoftmaxLoss(), data(5));
        int parameters = 4 * 8 + 8 + 8 * 3 + 3;
        assertEquals(parameters, sum.gradientSum().length);
        byte[] bytes = Copies.bytes(sum);
        assertTrue(bytes.length < 8 * parameters + 200, () -> bytes.length + " bytes");
        assertArrayEquals(sum.gradientSum(), ((ShardGradient) Copies.read(bytes)).gradientSum());
    }

    private static Sequential net() {
        return Sequential.of(Affine.rows(4, 8, 1), new Relu(), Affine.rows(8, 3, 2));
    }

    private static Dataset data(int n) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) labels[i] = i * i % 3;
        return new Dataset(Matrix.random(n, 4, 5), Matrix.oneHot(3, labels));
    }
}
