package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SgdTest {
    /** Halves every ten epochs: 0.8, 0.4 from the eleventh, 0.2 from the twenty-first. Half a cosine: half way down it is half. */
    @Test
    void schedules_change_the_rate_by_the_epoch() {
        Sgd steps = new Sgd(0.8).schedule(Schedule.steps(0.5, 10)), cosine = new Sgd(0.8).schedule(Schedule.cosine(4));
        int[] epochs = {1, 10, 11, 20, 21};
        double[] halved = {0.8, 0.8, 0.4, 0.4, 0.2};
        for (int i = 0; i < 5; i++) {
            steps.epoch(epochs[i]);
            assertEquals(halved[i], steps.learningRate(), 1e-15);
        }
        double[] lowered = {0.8, 0.4 + 0.4 * Math.sqrt(0.5), 0.4, 0.4 - 0.4 * Math.sqrt(0.5), 0, 0};
        for (int epoch = 1; epoch <= 6; epoch++) {
            cosine.epoch(epoch);
            assertEquals(lowered[epoch - 1], cosine.learningRate(), 1e-15);
        }
        assertEquals(
                "Schedule.steps: 0 epochs were given; it must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> Schedule.steps(0.5, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(0));
    }

    /** w = 1, g = 2, rate 0.1. Momentum 0.9: 1 - 0.1 · 2 = 0.8, then 0.8 - 0.1 (0.9 · 2 + 2) = 0.42. Decay 0.5: 1 - 0.1 (2 + 0.5). */
    @Test
    void momentum_and_weight_decay_by_hand() {
        assertEquals(0.6, afterSteps(new Sgd(0.1), 2), 1e-15);
        assertEquals(0.8, afterSteps(new Sgd(0.1).momentum(0.9), 1), 1e-15);
        assertEquals(0.42, afterSteps(new Sgd(0.1).momentum(0.9), 2), 1e-15);
        assertEquals(0.75, afterSteps(new Sgd(0.1).weightDecay(0.5), 1), 1e-15);
        assertEquals("Sgd(learning rate 0.1)", new Sgd(0.1).toString());
        assertEquals(
                "Sgd(learning rate 0.1, momentum 0.9, weight decay 0.5)",
                new Sgd(0.1).momentum(0.9).weightDecay(0.5).toString());
    }

    @Test
    void settings_outside_their_range_are_told() {
        fails("the learning rate is 0.0, and it should be above 0 and finite", () -> new Sgd(0));
        fails("the learning rate is -1.0, and it should be above 0 and finite", () -> new Sgd(-1));
        fails(
                "the learning rate is Infinity, and it should be above 0 and finite",
                () -> new Sgd(Double.POSITIVE_INFINITY));
        fails("the learning rate is NaN, and it should be above 0 and finite", () -> new Sgd(Double.NaN));
        fails("the momentum is 1.0, and it should be from 0 to below 1", () -> new Sgd(1).momentum(1));
        fails("the momentum is -0.1, and it should be from 0 to below 1", () -> new Sgd(1).momentum(-0.1));
        fails("the weight decay is -0.1, and it should be 0 or above and finite", () -> new Sgd(1).weightDecay(-0.1));
        fails(
                "the weight decay is Infinity, and it should be 0 or above and finite",
                () -> new Sgd(1).weightDecay(Double.POSITIVE_INFINITY));
    }

    private static void fails(String sentence, Executable call) {
        assertEquals(
                "Sgd: " + sentence,
                assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** 1 - 0.1 · 2 = 0.8 stays; with momentum 0.9 the velocity 2 goes on, though no gradient adds to it: 0.8 - 0.1 · 1.8. */
    @Test
    void a_gradient_moves_a_parameter_once() {
        for (double momentum : new double[] {0, 0.9}) {
            Sgd sgd = new Sgd(0.1).momentum(momentum);
            Parameter w = Parameter.of("w", Matrix.row(1));
            w.addGrad(Matrix.row(2));
            sgd.step(List.of(w));
            assertEquals(Matrix.row(2), w.grad()); // it can still be read
            sgd.step(List.of(w));
            assertEquals(momentum == 0 ? 0.8 : 0.62, w.value().get(0, 0), 1e-15);
        }
    }

    /** y = w x + b learns its bias in the first batch only: b - 0.1 · 2 (0 - 1) = 0.2, and no batch moves it again. */
    @Test
    void a_layer_that_adds_no_gradient_in_a_batch_stays_where_it_is() {
        boolean[] learns = {true};
        Layer shift = new Layer() {
            private final Parameter b = Parameter.of("b", Matrix.row(0));

            @Override
            public Matrix forward(Matrix input) {
                return input.addToEachRow(b.value());
            }

            @Override
            public Matrix backward(Matrix upstream) {
                if (learns[0]) b.addGrad(upstream);
                learns[0] = false;
                return upstream;
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(b);
            }

            @Override
            public String rule() {
                return "db is upstream, the first time";
            }
        };
        Dataset data = new Dataset(Matrix.column(0, 0), Matrix.column(1, 1));
        Training.Result result = Training.of(shift, new SquaredLoss(), new Sgd(0.1), data)
                .batchSize(1)
                .epochs(1)
                .run();
        assertEquals(0.2, shift.parameters().get(0).value().get(0, 0), 1e-15);
        assertEquals(0, result.last().gradientNorms().get("b"));
    }

    private static double afterSteps(Sgd sgd, int steps) {
        Parameter w = Parameter.of("w", Matrix.row(1));
        for (int i = 0; i < steps; i++) {
            w.setGrad(Matrix.row(2));
            sgd.step(List.of(w));
        }
        return w.value().get(0, 0);
    }
}
