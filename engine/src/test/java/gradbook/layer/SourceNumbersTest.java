package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** Every number of the sources for layers, and the ones that were computed by hand where the sources have none. */
class SourceNumbersTest {
    static void close(Matrix expected, Matrix actual) {
        assertTrue(expected.isClose(actual, 1e-9), () -> "expected\n" + expected + "\nand got\n" + actual);
    }

    @Test
    void affine_layer_of_one_sample() { // B §9.5, item 23
        Affine layer = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));
        assertEquals(Matrix.column(24, 47), layer.forward(Matrix.column(5, 6)));
        assertEquals(Matrix.column(7, 16), layer.backward(Matrix.column(10, -1)));
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), layer.weights().grad());
        assertEquals(Matrix.column(10, -1), layer.bias().grad());
    }

    @Test
    void affine_layer_of_a_batch() { // E7
        Matrix w = Matrix.of(2, 2, 1, 3, 2, 4);
        Matrix x = Matrix.of(2, 2, 5, 6, 1, -1);
        Matrix g = Matrix.of(2, 2, 10, -1, 2, 3);
        Affine layer = Affine.rows(w, Matrix.column(7, 8));
        assertEquals(Matrix.of(2, 2, 24, 47, 6, 7), layer.forward(x));
        assertEquals(Matrix.of(2, 2, 7, 16, 11, 16), layer.backward(g));
        assertEquals(Matrix.of(2, 2, 52, -2, 58, -9), layer.weights().grad());
        assertEquals(Matrix.column(12, 2), layer.bias().grad());

        layer.zeroGrad();
        layer.backward(g.scale(0.5)); // a mean loss has 1/N in its upstream gradient
        assertEquals(Matrix.of(2, 2, 26, -1, 29, -4.5), layer.weights().grad());

        Affine asRow = Affine.rows(w, Matrix.row(7, 8));
        asRow.forward(x.slice(0, 1));
        asRow.backward(g.slice(0, 1));
        assertEquals(Matrix.of(2, 2, 50, -5, 60, -6), asRow.weights().grad());
        assertEquals(Matrix.row(10, -1), asRow.bias().grad());
    }

    @Test
    void shards_of_a_batch_add_up() { // E7 cut in two
        Affine layer = Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8));
        layer.forward(Matrix.row(1, -1));
        layer.backward(Matrix.row(2, 3));
        assertEquals(Matrix.of(2, 2, 2, 3, -2, -3), layer.weights().grad());
        layer.forward(Matrix.row(5, 6));
        layer.backward(Matrix.row(10, -1));
        assertEquals(Matrix.of(2, 2, 52, -2, 58, -9), layer.weights().grad());
    }

    @Test
    void relu_and_its_mask() { // B §8.2, item 21
        Relu relu = new Relu();
        assertEquals(Matrix.column(1, 0, 3, 0), relu.forward(Matrix.column(1, -2, 3, -1)));
        assertEquals(Matrix.column(4, 0, 5, 0), relu.backward(Matrix.column(4, -1, 5, 9)));
        relu.forward(Matrix.column(0));
        assertEquals(Matrix.column(0), relu.backward(Matrix.column(1))); // item 20: the convention at the kink
    }

    @Test
    void sigmoid_and_tanh_slopes() {
        Sigmoid sigmoid = new Sigmoid();
        close(Matrix.row(0.5, 0.8021838886), sigmoid.forward(Matrix.row(0, 1.4)));
        close(Matrix.row(0.25, 0.1586848975), sigmoid.backward(Matrix.row(1, 1)));
        Tanh tanh = new Tanh();
        close(Matrix.row(0.4621171573), tanh.forward(Matrix.row(0.5)));
        close(Matrix.row(0.7864477330), tanh.backward(Matrix.row(1)));
    }

    @Test
    void logistic_regression_of_one_sample() { // B §5.4, item 17
        Affine layer = Affine.columns(Matrix.row(0.3, -0.7), Matrix.column(0.1));
        LogisticLoss loss = new LogisticLoss();
        Matrix x = Matrix.column(2, -1);
        Matrix s = layer.forward(x);
        assertEquals(1.4, s.get(0, 0), 1e-12);
        assertEquals(0.2204174099, loss.forward(s, Matrix.column(1)), 1e-10);
        close(Matrix.column(-0.0593448334, 0.1384712780), layer.backward(loss.backward()));
        close(Matrix.row(-0.3956322229, 0.1978161114), layer.weights().grad());
        close(Matrix.column(-0.1978161114), layer.bias().grad());

        Sgd sgd = new Sgd(0.5);
        for (double expected : new double[] {0.127711, 0.090820, 0.070712, 0.057988, 0.049188}) { // lesson 07
            sgd.step(layer.parameters());
            assertEquals(expected, loss.forward(layer.forward(x), Matrix.column(1)), 5e-7);
            layer.backward(loss.backward());
        }
    }

    static Sequential oneHiddenLayer() {
        return Sequential.of(
                Affine.columns(
                        Matrix.of(2, 2, 0.3, -0.7, 0.5, 0.2).named("W"),
                        Matrix.column(0.1, -0.3).named("b")),
                new Sigmoid(),
                Affine.columns(Matrix.row(1, -2).named("V"), Matrix.column(0.5).named("c")));
    }

    @Test
    void network_with_one_hidden_layer() { // E7, items 35 and 36
        Sequential net = oneHiddenLayer();
        SquaredLoss loss = new SquaredLoss();
        Matrix x = Matrix.column(2, -1);
        Matrix y = Matrix.column(1);
        Matrix prediction = net.forward(x);
        close(Matrix.column(0.0572652262), prediction);
        assertEquals(0.8887488538, loss.forward(prediction, y), 1e-9);
        close(Matrix.column(-1.8854695477), loss.backward());
        close(Matrix.column(0.3533336804, 0.3866738165), net.backward(loss.backward()));
        var p = net.parameters();
        close(
                Matrix.of(2, 2, -0.5983910838, 0.2991955419, 1.7723693718, -0.8861846859),
                p.get(0).grad());
        close(Matrix.column(-0.2991955419, 0.8861846859), p.get(1).grad());
        close(Matrix.row(-1.5124932935, -1.1736281137), p.get(2).grad());
        close(Matrix.column(-1.8854695477), p.get(3).grad());

        new Sgd(0.1).step(p);
        assertEquals(0.0802619875, loss.forward(net.forward(x), y), 1e-9);
    }

    @Test
    void too_large_a_step_climbs() { // E7, E9
        Sequential net = oneHiddenLayer();
        SquaredLoss loss = new SquaredLoss();
        loss.forward(net.forward(Matrix.column(2, -1)), Matrix.column(1));
        net.backward(loss.backward());
        new Sgd(1).step(net.parameters());
        assertEquals(14.3828, loss.forward(net.forward(Matrix.column(2, -1)), Matrix.column(1)), 5e-5);
    }

    @Test
    void both_conventions_are_transposes_of_each_other() {
        Matrix w = Matrix.random(3, 5, 1);
        Matrix b = Matrix.random(3, 1, 2);
        Matrix x = Matrix.random(5, 4, 3);
        Matrix g = Matrix.random(3, 4, 4);
        Affine columns = Affine.columns(w, b);
        Affine rows = Affine.rows(w.transpose(), b.transpose());
        close(columns.forward(x), rows.forward(x.transpose()).transpose());
        close(columns.backward(g), rows.backward(g.transpose()).transpose());
        close(columns.weights().grad(), rows.weights().grad().transpose());
        close(columns.bias().grad(), rows.bias().grad().transpose());
    }
}
