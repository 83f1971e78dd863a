package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What layers, losses and trainings say about themselves, and what they are asked on demand. */
class LayerTest {
    @Test
    void every_layer_tells_its_shapes_and_its_backward_rule() {
        Affine rows = Affine.rows(2, 3, 1), columns = Affine.columns(3, 1, 2);
        Sequential net = Sequential.of(rows, new Relu());
        says(
                rows,
                "Affine.rows(W1 2x3)",
                "Nx2 in, Nx3 out: Z = X W1 + 1 b1^T",
                "downstream is G W^T, dW is X^T G, db is the sum of the rows of G");
        says(
                columns,
                "Affine.columns(W 1x3)",
                "3xN in, 1xN out: Z = W X + b 1^T",
                "downstream is W^T G, dW is G X^T, db is the sum of the columns of G");
        says(
                new Relu(),
                "Relu",
                "any shape in, the same shape out",
                "downstream is upstream where the input was above 0, and 0 elsewhere");
        says(
                new Sigmoid(),
                "Sigmoid",
                "any shape in, the same shape out",
                "downstream is upstream times out (1 - out)");
        says(new Tanh(), "Tanh", "any shape in, the same shape out", "downstream is upstream times 1 - out squared");
        says(
                Standardize.unfitted(4),
                "Standardize",
                "Nx4 in, the same out",
                "downstream is upstream divided by the standard deviation of its column");
        says(
                net,
                "Sequential of 2 layers",
                "1. Affine.rows(W1 2x3): Nx2 in, Nx3 out: Z = X W1 + 1 b1^T\n2. Relu: any shape in, the same shape out",
                "downstream of each layer is upstream of the one before it, from the last layer to the first");
        assertEquals(List.of(2, 3), List.of(rows.inputs(), rows.outputs()));
        assertEquals(List.of(3, 1), List.of(columns.inputs(), columns.outputs()));
        assertEquals("W1 (2x3)", rows.weights().toString().lines().findFirst().orElseThrow());
    }

    private static void says(Layer layer, String name, String shapes, String rule) {
        assertEquals(name, layer.toString());
        assertEquals(shapes, layer.shapes());
        assertEquals(rule, layer.rule());
    }

    @Test
    void every_loss_tells_its_rule_and_its_reduction() {
        assertEquals(
                "upstream for the network is 2 (prediction - target), divided by N for the mean",
                new SquaredLoss().rule());
        assertEquals(
                "upstream for the network is sigmoid(s) - y, divided by N for the mean", new LogisticLoss().rule());
        assertEquals(
                "upstream for the network is softmax(s) - target, divided by N for the mean", new SoftmaxLoss().rule());
        assertEquals("SoftmaxLoss (mean over the samples)", new SoftmaxLoss().toString());
        assertEquals("SquaredLoss (sum of the samples)", new SquaredLoss(Reduction.SUM, Layout.ROWS).toString());
    }

    /** x squared, entry by entry: the Jacobian is diag(2x), and the default jvp goes through it. */
    @Test
    void a_layer_of_your_own_has_a_jacobian_and_a_jvp() {
        Square square = new Square();
        Matrix x = Matrix.of(2, 2, 1, 2, 3, 4);
        assertEquals(Matrix.diag(2, 4, 6, 8), square.jacobian(x));
        square.forwards = 0;
        assertEquals(Matrix.of(2, 2, 20, 4, -6, 0), square.jvp(x, Matrix.of(2, 2, 10, 1, -1, 0)));
        assertEquals(1, square.forwards);
        assertEquals(Matrix.of(2, 2, 20, 4, -6, 0), Sequential.of(square).jvp(x, Matrix.of(2, 2, 10, 1, -1, 0)));
        fails(
                "Square: direction is 1x2, and the input is 2x2: a direction has the shape of the input",
                () -> square.jvp(x, Matrix.row(1, 2)));
        fails(
                "Square: direction is 2x1, and the input is 2x2: a direction has the shape of the input",
                () -> square.jvp(x, Matrix.column(1, 2)));
        fails(
                "Relu: direction is 1x2, and the input is 2x2: a direction has the shape of the input",
                () -> new Relu().jvp(x, Matrix.row(1, 2)));
        assertEquals(
                "Unrolled: a loss of your own does not say how it is made of gates",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Unrolled.of(new Relu(), x).loss(new OwnLoss(), x))
                        .getMessage()
                        .replace("OwnLoss", "a loss of your own"));
        assertTrue(assertThrows(UnsupportedOperationException.class, () -> Unrolled.of(square, x))
                .getMessage()
                .endsWith(" does not say how it is made of gates: override unroll"));
    }

    static final class Square implements Layer {
        private Matrix x;
        private int forwards;

        @Override
        public Matrix forward(Matrix input) {
            forwards++;
            x = input;
            return input.mul(input);
        }

        @Override
        public Matrix backward(Matrix upstream) {
            return upstream.mul(x.scale(2));
        }

        @Override
        public String rule() {
            return "downstream is upstream times 2x";
        }
    }

    private static final class OwnLoss implements Loss {
        @Override
        public double forward(Matrix prediction, Matrix target) {
            return 0;
        }

        @Override
        public Matrix backward() {
            return Matrix.row(0);
        }

        @Override
        public String rule() {
            return "none";
        }
    }

    /** 2500 samples in chunks of 1024: the loss of y = 2x for targets 2x + 1 is 1, and half of the labels are right. */
    @Test
    void a_large_data_set_is_evaluated_in_chunks() {
        Matrix x = Matrix.random(2500, 1, 1);
        Affine twice = Affine.rows(Matrix.row(2), Matrix.row(0));
        Dataset data = new Dataset(x, x.map(a -> 2 * a + 1));
        Evaluation squared = Evaluation.of(twice, new SquaredLoss(), data);
        assertEquals(1, squared.loss(), 1e-12);
        assertTrue(Double.isNaN(squared.accuracy()));
        assertEquals(
                2500,
                Evaluation.of(twice, new SquaredLoss(Reduction.SUM, Layout.ROWS), data)
                        .loss(),
                1e-9);
        Matrix turns = Matrix.column(new double[2500]).map(a -> 1); // class 1 for all
        double positive = 0;
        for (double a : x.toRowMajor()) if (a > 0) positive++;
        assertEquals(
                positive / 2500,
                Evaluation.of(twice, new LogisticLoss(), new Dataset(x, turns)).accuracy());
        Matrix logits = Matrix.of(3, 2, 2, 1, 1, 2, 5, 0), classes = Matrix.oneHot(2, 0, 0, 0);
        Layer same = Affine.rows(Matrix.identity(2), Matrix.row(0, 0));
        assertEquals(
                2.0 / 3,
                Evaluation.of(same, new SoftmaxLoss(), new Dataset(logits, classes))
                        .accuracy());
        fails(
                "training feeds samples as rows (B §10): it takes SquaredLoss, LogisticLoss or SoftmaxLoss over rows, not"
                        + " SquaredLoss over columns",
                () -> Evaluation.of(twice, new SquaredLoss(Reduction.MEAN, Layout.COLUMNS), data));
        fails(
                "training feeds samples as rows (B §10): it takes SquaredLoss, LogisticLoss or SoftmaxLoss over rows, not"
                        + " OwnLoss",
                () -> Evaluation.of(twice, new OwnLoss(), data));
        double[] labels = new double[2500];
        labels[1500] = -1;
        fails(
                "LogisticLoss: target -1.0 of sample 1500 is not between 0 and 1: it is the probability of class 1,"
                        + " so labels are 0 and 1",
                () -> Evaluation.of(twice, new LogisticLoss(), new Dataset(x, Matrix.column(labels))));
    }

    @Test
    void targets_of_columns_are_told_by_their_sample() {
        fails(
                "LogisticLoss: target 2.0 of sample 1 is not between 0 and 1: it is the probability of class 1, so labels are 0 and 1",
                () -> new LogisticLoss(Reduction.SUM, Layout.COLUMNS)
                        .forward(Matrix.row(1, 2, 3), Matrix.row(0, 2, 1)));
        fails(
                "SoftmaxLoss: the targets of sample 1 add up to 0.0, not to 1: give one probability per class, for labels"
                        + " Matrix.oneHot(classes, labels)",
                () -> new SoftmaxLoss(Reduction.SUM, Layout.COLUMNS)
                        .forward(Matrix.zeros(2, 2), Matrix.of(2, 2, 1, 0, 0, 0)));
        fails(
                "SoftmaxLoss: a target of sample 0 is -0.5, below 0: give one probability per class, for labels"
                        + " Matrix.oneHot(classes, labels)",
                () -> new SoftmaxLoss().forward(Matrix.row(1, 2), Matrix.row(1.5, -0.5)));
        fails(
                "SquaredLoss: the prediction is 1x2 and the target is 2x1: both need the same shape, one column per sample",
                () -> new SquaredLoss(Reduction.SUM, Layout.COLUMNS).forward(Matrix.row(1, 2), Matrix.column(1, 2)));
    }

    @Test
    void entries_are_named_as_the_sources_name_them() {
        assertEquals("c", Unrolled.label("c", Matrix.row(1), 0, 0));
        assertEquals("x_3", Unrolled.label("x", Matrix.row(1, 2, 3), 0, 2));
        assertEquals("x_3", Unrolled.label("x", Matrix.column(1, 2, 3), 2, 0));
        assertEquals("W_21", Unrolled.label("W", Matrix.identity(9), 1, 0));
        assertEquals("W_2,1", Unrolled.label("W", Matrix.zeros(10, 2), 1, 0));
        assertEquals("W_2,10", Unrolled.label("W", Matrix.zeros(2, 10), 1, 9));
    }

    /** He et al.: variance 2 / inputs. The mean of 60,000 squares is within 2 % of it. */
    @Test
    void fresh_weights_have_the_variance_that_keeps_signals_alive() {
        for (Affine layer : new Affine[] {Affine.rows(200, 300, 1), Affine.columns(200, 300, 2)}) {
            Matrix w = layer.weights().value();
            assertEquals(2.0 / 200, w.mul(w).sum() / 60_000, 0.02 * 2 / 200);
            assertEquals(0, layer.bias().value().norm());
        }
    }

    @Test
    void an_epoch_reads_as_a_line() {
        Epoch bare = new Epoch(3, 20, 0.23014, Double.NaN, Double.NaN, Double.NaN, Map.of(), 0.1);
        assertEquals("epoch 3/20: loss 0.2301", bare.toString());
        Epoch full = new Epoch(3, 20, 0.23014, 0.934, 0.25123, 0.9281, Map.of(), 0.1);
        assertEquals(
                "epoch 3/20: loss 0.2301, accuracy 0.934, validation loss 0.2512, validation accuracy 0.928",
                full.toString());
        Training.Result none = new Training.Result(List.of(), Training.End.INTERRUPTED, "interrupted");
        assertEquals("interrupted", none.toString());
        assertEquals(
                "no epoch was completed: interrupted",
                assertThrows(IllegalStateException.class, none::last).getMessage());
        Training.Result one = new Training.Result(List.of(bare), Training.End.COMPLETED, "completed 1 epoch");
        assertEquals("completed 1 epoch\nepoch 3/20: loss 0.2301", one.toString());
    }

    @Test
    void a_training_takes_at_least_one_of_everything() {
        Dataset data = new Dataset(Matrix.row(1), Matrix.row(1));
        Training training = Training.of(Affine.rows(1, 1, 1), new SquaredLoss(), new Sgd(0.1), data);
        fails("epochs: 0 was given; it must be at least 1", () -> training.epochs(0));
        fails("batchSize: -1 was given; it must be at least 1", () -> training.batchSize(-1));
        fails("stopAfter: 0 was given; it must be at least 1", () -> training.stopAfter(0));
        assertEquals(
                "completed 1 epoch",
                training.epochs(1).batchSize(1).stopAfter(1).run().message());
        assertEquals(
                "completed 10 epochs",
                Training.of(Affine.rows(1, 1, 1), new SquaredLoss(), new Sgd(0.1), data)
                        .run()
                        .message());
    }

    /** y = w x with w = 1, x = 2, target 0, rate 0.1 and the sum of the losses: g = 2 (2) 2 = 8, so w = 0.2; then 0.04. */
    @Test
    void an_epoch_reports_its_loss_its_gradient_and_its_rate() {
        Dataset data = new Dataset(Matrix.row(2), Matrix.row(0));
        Affine net = Affine.rows(Matrix.row(1).named("w"), Matrix.row(0));
        Training.Result result = Training.of(net, new SquaredLoss(Reduction.SUM, Layout.ROWS), new Sgd(0.1), data)
                .epochs(1)
                .validation(data)
                .run();
        Epoch epoch = result.last();
        assertEquals(4, epoch.loss());
        assertEquals(8, epoch.gradientNorms().get("w"));
        assertEquals(4, epoch.gradientNorms().get("b"));
        assertEquals(0.1, epoch.learningRate());
        assertEquals(0.2, net.weights().value().get(0, 0), 1e-15);
        assertEquals(-0.4, net.bias().value().get(0, 0), 1e-15); // and 0.2 · 2 - 0.4 = 0
        assertEquals(0, epoch.validationLoss(), 1e-30);
        assertEquals(List.of(1, 1), List.of(epoch.number(), epoch.of()));
    }

    private static void fails(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** A hundred times 0.1 or 98.6 has a mean that rounds: 98.7 is 0.1 above it, and not 0.1 over 1e-14. */
    @Test
    void a_column_that_never_varies_is_only_shifted_although_its_mean_rounds() {
        for (double constant : new double[] {0, 0.1, -98.6, 98.6})
            for (int n : new int[] {1, 3, 100, 100_000}) {
                Matrix column = Matrix.zeros(n, 1).map(v -> constant);
                double z = Standardize.fit(column)
                        .forward(Matrix.row(constant + 0.1))
                        .get(0, 0);
                assertEquals(0.1, z, 1e-9, n + " times " + constant);
            }
        Matrix almost = Matrix.column(0.3, 0.1 + 0.2); // 0.30000000000000004
        assertEquals(1, Standardize.fit(almost).forward(Matrix.row(1.3)).get(0, 0), 1e-12);
        Matrix fine = Matrix.column(1e6 - 1e-3, 1e6 + 1e-3); // a small variation is one: mean 1e6, deviation 1e-3
        assertEquals(2, Standardize.fit(fine).forward(Matrix.row(1e6 + 2e-3)).get(0, 0), 1e-6);
    }
}
