package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.GradientCheck;
import gradbook.derivative.Jacobian;
import gradbook.derivative.Vjp;
import gradbook.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LayerErrorTest {
    final Affine layer = Affine.columns(Matrix.zeros(3, 2).named("W"), Matrix.zeros(3, 1));

    @Test
    void backward_before_forward_is_told() {
        assertEquals(
                "Affine.columns(W 3x2): backward before forward. Call forward(input) first: the rule needs the values"
                        + " that it keeps",
                assertThrows(IllegalStateException.class, () -> layer.backward(Matrix.column(1, 2, 3)))
                        .getMessage());
    }

    @Test
    void wrong_shapes_are_told() {
        layer.forward(Matrix.column(1, 2));
        fails(
                "Affine.columns(W 3x2): upstream is 2x1 (g), and forward returned 3x1: a gradient has the shape of its value",
                () -> layer.backward(Matrix.column(1, 2).named("g")));
        fails(
                "Affine.columns(W 3x2): upstream is 1x3, and forward returned 3x1: a gradient has the shape of its value."
                        + " Did you mean its transpose?",
                () -> layer.backward(Matrix.row(1, 2, 3)));
        fails(
                "Affine.columns(W 3x2): the input is 1x2, and W (3x2) takes samples of 2 numbers as columns (2xN)."
                        + " Did you mean the transpose of the input?",
                () -> layer.forward(Matrix.row(1, 2)));
        fails(
                "layer 2 of 2: Affine.rows(W2 4x2): the input is 1x3, and W2 (4x2) takes samples of 4 numbers as rows (Nx4)",
                () -> Sequential.of(Affine.rows(2, 3, 1), Affine.rows(4, 2, 1)).forward(Matrix.row(1, 2)));
        fails(
                "Affine: W is 3x2 and gives 3 outputs, and the bias b is 2x1: it should be 3x1",
                () -> Affine.columns(Matrix.zeros(3, 2), Matrix.column(1, 2)));
        fails(
                "setValue: W is 3x2, and the new one is 2x3: value, gradient and velocity keep the shape of their parameter",
                () -> layer.weights().setValue(Matrix.zeros(2, 3)));
    }

    /** f(x) = 2 (3 x) at x = 5: whatever failed in between, df/dx = 6 and the second weight's gradient is 3 · 5 = 15. */
    @Test
    void a_forward_that_failed_leaves_the_pass_before_it() {
        Affine first = Affine.rows(Matrix.row(3), Matrix.row(0)), second = Affine.rows(Matrix.row(2), Matrix.row(0));
        Sequential net = Sequential.of(Sequential.of(first), returning(1, 1), second);
        net.forward(Matrix.row(5));
        assertThrows(IllegalArgumentException.class, () -> net.forward(Matrix.row(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> net.forward(Matrix.column(1, -2))); // fails in the middle
        assertEquals(Matrix.row(6), net.backward(Matrix.row(1)));
        assertEquals(Matrix.row(15), second.weights().grad());
    }

    @Test
    void a_layer_of_ones_own_that_cannot_go_back_does_not_hide_what_failed() {
        int[] calls = {0};
        Layer breaking = new TrainingTest.OwnAffine(Affine.rows(1, 1, 1)) {
            @Override
            public Matrix forward(Matrix input) {
                if (++calls[0] > 1) throw new IllegalStateException("call " + calls[0]);
                return super.forward(input);
            }
        };
        Sequential net = Sequential.of(breaking);
        net.forward(Matrix.row(1));
        String said = assertThrows(IllegalStateException.class, () -> net.forward(Matrix.row(2)))
                .getMessage();
        assertTrue(said.contains("call 2"), said); // the third call is the way back
    }

    @Test
    void a_layer_of_ones_own_that_returns_the_wrong_shape_is_told() {
        Layer own = returning(1, 2);
        for (Layer asked : List.of(own, Sequential.of(own), Sequential.of(new Relu(), own))) {
            String said = ": what backward returned is 1x2, and the input is 2x1:"
                    + " downstream has the shape of the input. Did you mean its transpose?";
            fails("OwnLayer" + said, () -> Vjp.of(asked, Matrix.column(1, 2), Matrix.column(3, 4)));
            fails("OwnLayer" + said, () -> Jacobian.of(asked, Matrix.column(1, 2)));
            fails("OwnLayer" + said, () -> GradientCheck.of(asked, Matrix.column(1, 2)));
        }
        Sequential large = Sequential.of(returning(3, 1)), small = Sequential.of(returning(1, 1));
        for (Sequential net : List.of(large, small)) net.forward(Matrix.column(1, 2));
        fails(
                "OwnLayer: what backward returned is 3x1, and the input is 2x1: downstream has the shape of the input",
                () -> large.backward(Matrix.column(3, 4)));
        fails(
                "OwnLayer: what backward returned is 1x1, and the input is 2x1: downstream has the shape of the input",
                () -> small.backward(Matrix.column(3, 4)));
    }

    /** A layer that passes on what is positive; backward it returns the first entries of upstream in this shape. */
    private static Layer returning(int rows, int cols) {
        class OwnLayer implements Layer {
            @Override
            public Matrix forward(Matrix input) {
                for (double d : input.toRowMajor()) if (d < 0) throw new IllegalArgumentException("below 0");
                return input;
            }

            @Override
            public Matrix backward(Matrix upstream) {
                return Matrix.of(rows, cols, Arrays.copyOf(upstream.toRowMajor(), rows * cols));
            }

            @Override
            public String rule() {
                return "upstream";
            }
        }
        return new OwnLayer();
    }

    @Test
    void data_that_went_forward_since_is_noticed() {
        Sequential net = Sequential.of(Affine.rows(2, 1, 1));
        Dataset data = new Dataset(Matrix.random(4, 2, 1), Matrix.random(4, 1, 2));
        net.forward(Matrix.row(1, 2));
        Training.of(net, new SquaredLoss(), new Sgd(0.1), data).epochs(1).run();
        assertEquals(
                "Sequential: other data went forward through the network since (training, for example)."
                        + " Call forward(input) again, then backward",
                assertThrows(IllegalStateException.class, () -> net.backward(Matrix.row(1)))
                        .getMessage());
    }

    @Test
    void gradients_accumulate_until_they_are_spent_or_cleared() {
        Affine one = Affine.columns(Matrix.row(2), Matrix.row(0));
        one.forward(Matrix.row(3));
        one.backward(Matrix.row(1));
        one.backward(Matrix.row(1));
        assertEquals(Matrix.row(6), one.weights().grad());
        new Sgd(0.1).step(one.parameters());
        assertEquals(Matrix.row(6), one.weights().grad());
        assertEquals(1.4, one.weights().value().get(0, 0), 1e-12);
        one.backward(Matrix.row(1));
        assertEquals(Matrix.row(3), one.weights().grad());
        one.zeroGrad();
        assertEquals(Matrix.row(0), one.weights().grad());
    }

    @Test
    void parameters_of_networks_inside_networks_are_numbered_through() {
        Affine named = Affine.rows(Matrix.identity(2).named("V"), Matrix.zeros(1, 2));
        Sequential inner = Sequential.of(Affine.rows(2, 2, 1), new Relu(), named);
        Sequential net = Sequential.of(Affine.rows(2, 2, 2), inner);
        assertEquals(
                List.of("W1", "b1", "W2", "b2", "V", "b3"),
                net.parameters().stream().map(Parameter::name).toList());
    }

    /** f(x) = w (w x) with w = 2, x = 3: df/dw = 2 w x = 12, and a step of 0.1 takes it off once. */
    @Test
    void a_layer_that_is_used_twice_has_one_gradient_and_takes_one_step() {
        Affine twice = Affine.rows(Matrix.row(2), Matrix.row(0));
        Sequential net = Sequential.of(twice, twice);
        net.forward(Matrix.row(3));
        assertEquals(Matrix.row(4), net.backward(Matrix.row(1)));
        assertEquals(2, net.parameters().size());
        assertEquals(Matrix.row(12), twice.weights().grad());
        new Sgd(0.1).step(net.parameters());
        assertEquals(0.8, twice.weights().value().get(0, 0), 1e-15);
    }

    /** x squared twice is 4 x^3 = 108 steep at 3: an own layer would go back through 9 twice and say 18 · 18. */
    @Test
    void a_layer_that_keeps_only_its_last_input_is_refused_a_second_time() {
        Layer own = returning(1, 1);
        Sequential inner = Sequential.of(new Relu()), wrapping = Sequential.of(new Tanh(), own);
        String rest = " again: make a second one, for a layer of this kind keeps only its last input";
        fails("Sequential: layer 2 is OwnLayer" + rest, () -> Sequential.of(own, own));
        fails("Sequential: layer 3 is Sequential of 1 layers" + rest, () -> Sequential.of(inner, new Tanh(), inner));
        fails("Sequential: layer 2 has in it OwnLayer" + rest, () -> Sequential.of(own, wrapping));
        fails("Sequential: layer 2 is OwnLayer" + rest, () -> Sequential.of(wrapping, own));
        fails("Sequential: layer 2 has in it OwnLayer" + rest, () -> Sequential.of(wrapping, Sequential.of(own)));
        Layer square = new LayerTest.Square(), second = new LayerTest.Square();
        Sequential net = Sequential.of(square, second);
        net.forward(Matrix.row(3));
        assertEquals(Matrix.row(108), net.backward(Matrix.row(1)));
    }

    @Test
    void earlier_results_never_change() {
        Sequential net = Sequential.of(Affine.rows(2, 2, 1), new Relu());
        Matrix z = net.forward(Matrix.row(1, 2));
        Matrix w = net.parameters().get(0).value();
        double[][] before = z.toArray();
        double[][] weights = w.toArray();
        net.backward(Matrix.row(1, 1));
        new Sgd(1).step(net.parameters());
        net.forward(Matrix.row(3, 4));
        assertEquals(Matrix.of(before), z);
        assertEquals(Matrix.of(weights), w);
    }

    private static void fails(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
