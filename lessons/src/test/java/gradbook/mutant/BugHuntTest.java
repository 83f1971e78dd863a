package gradbook.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Parameter;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sigmoid;
import gradbook.layer.Tanh;
import gradbook.matrix.Matrix;
import gradbook.show.Pages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BugHuntTest {
    static final Example PRODUCT =
            Example.scalar("(x+y)z", v -> v.get(0).add(v.get(1)).mul(v.get(2)), -2, 5, -4);
    static final Example SLOPE_ZERO =
            Example.scalar("(x-3)^2 at 3", v -> v.get(0).sub(3).mul(v.get(0).sub(3)), 3);
    static final Example FAN_OUT =
            Example.scalar("(x+y)x", v -> v.get(0).add(v.get(1)).mul(v.get(0)), -2, 5);
    static final Example SQUARE_LAYER = Example.layer(
            "affine 2x2",
            Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8)),
            Matrix.column(5, 6),
            Matrix.column(10, -1));

    /** What each example finds, worked out by hand from the one rule that each mutant breaks. */
    @Test
    void the_kill_matrix_is_the_one_that_was_worked_out_by_hand() {
        finds(PRODUCT);
        finds(PRODUCT.twice(), "no zeroing");
        finds(SLOPE_ZERO);
        finds(SLOPE_ZERO.twice());
        finds(FAN_OUT, "overwritten gradient");
        // a = x x, f = a + a x: a is reached before a x, whose gradient then comes too late
        finds(
                Example.scalar(
                        "x^2 + x^3",
                        v -> {
                            var a = v.get(0).mul(v.get(0));
                            return a.add(a.mul(v.get(0)));
                        },
                        3),
                "overwritten gradient",
                "wrong order");
        finds(SQUARE_LAYER, "missing transpose");
        finds(Example.layer(
                "symmetric",
                Affine.columns(Matrix.identity(2), Matrix.zeros(2, 1)),
                Matrix.column(1, 2),
                Matrix.column(3, 4)));
        finds(
                Example.layer("3 to 2", Affine.columns(3, 2, 1), Matrix.column(1, 2, 3), Matrix.column(1, -1)),
                "missing transpose");
        finds(
                Example.network(
                        "batch of 2",
                        Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8)),
                        Matrix.of(2, 2, 5, 6, 1, -1),
                        Matrix.zeros(2, 2)),
                "missing transpose",
                "forgotten batch sum",
                "forgotten 1/N");
        finds(
                Example.layer("relu", new Relu(), Matrix.column(1, -2, 3, -1), Matrix.column(4, -1, 5, 9)),
                "gradient-sign mask");
        finds(Example.scalar("relu at 0", v -> v.get(0).relu(), 0), ">= mask", "gradient-sign mask");
        finds(Example.scalar("sigmoid", v -> v.get(0).sigmoid(), 1.4), "sigma' at output");
        finds(Example.layer("sigmoid layer", new Sigmoid(), Matrix.row(1.4), Matrix.row(1)), "sigma' at output");
        finds(Example.scalar("2/sin(exp(-x))", BugHuntTest::chainOfFour, -4.499), "degrees");
    }

    static gradbook.scalar.Value chainOfFour(List<gradbook.scalar.Value> v) {
        return gradbook.scalar.Value.of(2).div(v.get(0).neg().exp().sin());
    }

    /** A student's layer with a parameter: s x, so that x gets s g and s gets x g. */
    private static final class Stretch implements Layer {
        private final Parameter s = Parameter.of("s", Matrix.row(3));
        private Matrix last;

        @Override
        public Matrix forward(Matrix input) {
            last = input;
            return input.scale(s.value().get(0, 0));
        }

        @Override
        public Matrix backward(Matrix upstream) {
            s.addGrad(last.mul(upstream));
            return upstream.scale(s.value().get(0, 0));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(s);
        }

        @Override
        public String rule() {
            return "downstream = s upstream";
        }
    }

    /** In order: of the input, then of the parameters. */
    @Test
    void layers_within_layers_and_layers_of_ones_own_have_their_gradients() {
        Affine affine = Affine.rows(Matrix.column(3, 4), Matrix.row(5));
        finds(
                Example.layer("nested", Sequential.of(Sequential.of(affine)), Matrix.row(1, 2), Matrix.row(10))
                        .expecting(30, 40, 10, 20, 10),
                "missing transpose");
        Sequential own = Sequential.of(new Stretch(), new Relu());
        finds(
                Example.layer("own", own, Matrix.row(2), Matrix.row(-1)).twice().expecting(-3, -2),
                "no zeroing",
                "gradient-sign mask");
        // (1 - tanh(tanh 0.5)^2) (1 - (tanh 0.5)^2), computed in Python
        Tanh tanh = new Tanh();
        finds(Example.layer("a layer used twice", Sequential.of(tanh, tanh), Matrix.row(0.5), Matrix.row(1))
                .expecting(0.63980802));
    }

    private static void finds(Example example, String... mutants) {
        Verdicts verdicts = BugHunt.run(example);
        List<String> found = new java.util.ArrayList<>(verdicts.mutants());
        found.removeAll(verdicts.survivors());
        assertEquals(List.of(mutants), found, example.name());
        assertEquals(List.of(), verdicts.falseAlarms(), example.name());
    }

    @Test
    void a_good_set_of_examples_finds_all_ten() {
        Verdicts verdicts = BugHunt.run(
                FAN_OUT.twice(),
                Example.scalar(
                        "chain",
                        v -> {
                            var a = v.get(0).mul(v.get(0));
                            return a.add(a.mul(v.get(0)));
                        },
                        3),
                Example.network(
                        "net",
                        Sequential.of(Affine.rows(2, 3, 1), new Relu(), Affine.rows(3, 2, 2), new Sigmoid()),
                        Matrix.of(3, 2, 1, 2, 0, 0, -1, 3),
                        Matrix.zeros(3, 2)),
                Example.layer("relu", new Relu(), Matrix.row(0, 1, 2), Matrix.row(1, 1, -1)),
                Example.scalar("sine", v -> v.get(0).sin(), 1));
        assertEquals(10, verdicts.score(), verdicts::toString);
        assertEquals(List.of(), verdicts.survivors());
    }

    @Test
    void a_wrong_expectation_is_a_false_alarm_and_costs_the_score() {
        assertEquals(0, BugHunt.run(PRODUCT.expecting(-4, -4, 3)).score());
        assertEquals(1, BugHunt.run(FAN_OUT.expecting(1, -2)).score());
        Verdicts verdicts = BugHunt.run(FAN_OUT.expecting(3, -2), FAN_OUT);
        assertEquals(List.of("(x+y)x"), verdicts.falseAlarms());
        assertEquals(0, verdicts.score());
        assertEquals(
                "(x+y)x: 1 gradients are expected, and there are 2 in order: those of the input, then of each parameter or"
                        + " further input",
                assertThrows(IllegalArgumentException.class, () -> FAN_OUT.expecting(1))
                        .getMessage());
    }

    @Test
    void the_matrix_is_printed_with_its_survivors() {
        Verdicts verdicts = BugHunt.run(PRODUCT, FAN_OUT);
        String text = verdicts.text();
        assertEquals(
                "Found: 1 of 10; still alive: no zeroing, wrong order, missing transpose, forgotten batch sum,"
                        + " forgotten 1/N, >= mask, gradient-sign mask, sigma' at output, degrees.",
                text.substring(text.indexOf("Found")).replace('\n', ' '));
        assertEquals(
                10 * 2, Pages.texts(Pages.parse(verdicts.html()), "td", "l").size());
        assertEquals(
                List.of("overwritten", "gradient", "-", "found"),
                List.of(text.lines()
                        .filter(l -> l.startsWith("overwritten"))
                        .findFirst()
                        .orElseThrow()
                        .split("\\s+")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_engine_without_a_bug_is_the_real_engine(long seed) {
        Sequential net = Sequential.of(Affine.rows(3, 4, seed), new Sigmoid(), Affine.rows(4, 3, seed + 9), new Relu());
        Example example = Example.network("net", net, Matrix.random(5, 3, seed), Matrix.random(5, 3, seed + 1));
        assertFalse(example.fails(Engine.good()));
        double[] point = Matrix.random(1, 3, seed).toRowMajor();
        Example scalar = Example.scalar(
                "mixed",
                v -> v.get(0)
                        .sin()
                        .mul(v.get(1).sigmoid())
                        .add(v.get(2).relu().mul(v.get(0).cos()))
                        .add(v.get(1).tanh()),
                point);
        assertFalse(scalar.fails(Engine.good()));
    }
}
