package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Layout;
import gradbook.layer.LogisticLoss;
import gradbook.layer.Loss;
import gradbook.layer.Reduction;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Sigmoid;
import gradbook.layer.SoftmaxLoss;
import gradbook.layer.SquaredLoss;
import gradbook.layer.Standardize;
import gradbook.layer.Tanh;
import gradbook.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Every layer and loss against central differences, for random shapes, both conventions, batches of one included. */
class LayerCheckTest {
    @RepeatedTest(40)
    void layers_of_random_shape_agree_with_central_differences(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int n = seed % 3 == 0 ? 1 : 1 + random.nextInt(5);
        int in = 1 + random.nextInt(5);
        int hidden = 1 + random.nextInt(5);
        int out = 1 + random.nextInt(4);
        Layer middle = new Layer[] {new Relu(), new Sigmoid(), new Tanh()}[seed % 3];
        boolean rows = seed % 2 == 0;
        Matrix x = rows ? Matrix.random(n, in, seed) : Matrix.random(in, n, seed);
        Sequential net = rows
                ? Sequential.of(
                        Standardize.fit(Matrix.random(9, in, 3)),
                        Affine.rows(in, hidden, seed),
                        middle,
                        Affine.rows(hidden, out, seed + 1))
                : Sequential.of(Affine.columns(in, hidden, seed), middle, Affine.columns(hidden, out, seed + 1));
        passes(GradientCheck.of(net, x));

        Layout layout = rows ? Layout.ROWS : Layout.COLUMNS;
        Reduction reduction = seed % 5 < 2 ? Reduction.SUM : Reduction.MEAN;
        int[] labels = random.ints(n, 0, out).toArray();
        Matrix classes =
                rows ? Matrix.oneHot(out, labels) : Matrix.oneHot(out, labels).transpose();
        for (Loss loss : new Loss[] {
            new SquaredLoss(reduction, layout), new LogisticLoss(reduction, layout), new SoftmaxLoss(reduction, layout)
        }) passes(GradientCheck.of(net, loss, x, classes));
    }

    private static void passes(GradientCheck check) {
        assertTrue(check.passed(), check::toString);
        assertTrue(check.kinks().size() * 10 < check.rows().size() + 10, check::toString);
    }

    @Test
    void a_wrong_layer_is_found_and_a_checked_layer_is_left_as_it_was() {
        Affine right = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));
        Layer untransposed = new Layer() { // W g instead of W^T g: it runs, and is wrong (E2)
                    @Override
                    public Matrix forward(Matrix input) {
                        return right.forward(input);
                    }

                    @Override
                    public Matrix backward(Matrix g) {
                        return right.weights().value().matMul(g);
                    }

                    @Override
                    public String rule() {
                        return "wrong";
                    }
                };
        Matrix x = Matrix.column(5, 6);
        GradientCheck check = GradientCheck.of(untransposed, x);
        assertFalse(check.passed());
        assertEquals("x_1", check.rows().get(0).input());

        right.forward(x);
        right.backward(Matrix.column(10, -1));
        assertTrue(GradientCheck.of(right, x).passed());
        assertEquals(Matrix.of(2, 2, 1, 2, 3, 4), right.weights().value());
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), right.weights().grad());
    }

    /** dW = g x^T whatever W is: after a step it is that again, and not twice that (item 36). */
    @Test
    void a_check_between_a_step_and_the_next_backward_changes_nothing() {
        Affine layer = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));
        Matrix x = Matrix.column(5, 6), g = Matrix.column(10, -1);
        layer.forward(x);
        layer.backward(g);
        new Sgd(0.1).step(layer.parameters());
        assertTrue(GradientCheck.of(layer, Matrix.column(1, 1)).passed());
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), layer.weights().grad());
        layer.backward(g);
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), layer.weights().grad());
    }

    /** z = 2 · 3 and the target 4 leave 2 (6 - 4) = 4 upstream, and 4 · 3 = 12 at W, checked elsewhere in between or not. */
    @Test
    void a_check_of_other_data_leaves_the_loss_and_the_forward_pass_alone() {
        Affine layer = Affine.columns(Matrix.row(2), Matrix.row(0));
        SquaredLoss loss = new SquaredLoss();
        loss.forward(layer.forward(Matrix.row(3)), Matrix.row(4));
        Matrix upstream = loss.backward();
        assertTrue(GradientCheck.of(layer, loss, Matrix.row(-7), Matrix.row(1)).passed());
        assertEquals(upstream, loss.backward());
        layer.backward(Matrix.row(4));
        assertEquals(Matrix.row(12), layer.weights().grad());
    }

    @Test
    void a_check_that_fails_for_a_wrong_target_keeps_the_gradients() {
        Affine layer = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));
        layer.forward(Matrix.column(5, 6));
        layer.backward(Matrix.column(10, -1));
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> GradientCheck.of(layer, new SquaredLoss(), Matrix.column(5, 6), Matrix.row(1, 2, 3)))
                .getMessage();
        assertTrue(said.startsWith("SquaredLoss: the prediction is 2x1 and the target is 1x3"), said);
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), layer.weights().grad());
    }
}
