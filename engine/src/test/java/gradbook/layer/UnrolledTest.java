package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge: a network as layers and the same network as scalar gates have the same numbers. */
class UnrolledTest {
    static Stream<Arguments> networks() {
        Matrix x = Matrix.random(3, 4, 5).named("x");
        return Stream.of(
                Arguments.of(
                        SourceNumbersTest.oneHiddenLayer(),
                        new SquaredLoss(),
                        Matrix.column(2, -1).named("x"),
                        Matrix.column(1)),
                Arguments.of(
                        Sequential.of(Affine.rows(4, 5, 1), new Relu(), Affine.rows(5, 3, 2)),
                        new SoftmaxLoss(),
                        x,
                        Matrix.oneHot(3, 0, 2, 1)),
                Arguments.of(
                        Sequential.of(Standardize.fit(x), Affine.rows(4, 5, 1), new Tanh(), Affine.rows(5, 1, 2)),
                        new LogisticLoss(),
                        x,
                        Matrix.column(0, 1, 1)),
                Arguments.of(
                        Sequential.of(Affine.columns(3, 2, 1), new Sigmoid()),
                        new SquaredLoss(Reduction.MEAN, Layout.COLUMNS),
                        x,
                        Matrix.random(2, 4, 9)),
                Arguments.of(
                        Sequential.of(Affine.columns(3, 2, 1)),
                        new SoftmaxLoss(Reduction.MEAN, Layout.COLUMNS),
                        x,
                        Matrix.of(2, 4, 1, 0, 0.25, 0, 0, 1, 0.75, 1)));
    }

    /** y = 2 x at 5 with target 7: dL/dy is 2 (10 - 7) = 6 and dW is 6 · 5, whatever is drawn at 9 in between. */
    @Test
    void network_and_loss_still_speak_of_their_own_last_pass() {
        Affine twice = Affine.rows(Matrix.row(2), Matrix.row(0));
        Sequential net = Sequential.of(twice);
        SquaredLoss loss = new SquaredLoss();
        loss.forward(net.forward(Matrix.row(5)), Matrix.row(7));
        assertEquals(
                324, Unrolled.of(net, Matrix.row(9)).loss(loss, Matrix.row(0)).data());
        assertEquals(Matrix.row(6), loss.backward());
        net.backward(loss.backward());
        assertEquals(Matrix.row(30), twice.weights().grad());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gates_and_layers_give_the_same_numbers(Sequential net, Loss loss, Matrix x, Matrix y) {
        Matrix out = net.forward(x);
        double expected = loss.forward(out, y);
        Matrix dx = net.backward(loss.backward());
        for (Unrolled graph : new Unrolled[] {Unrolled.of(net, x), Unrolled.fused(net, x)}) {
            Value scalar = graph.loss(loss, y);
            scalar.backward();
            assertTrue(out.isClose(graph.output(), 1e-12));
            assertEquals(expected, scalar.data(), 1e-12);
            assertArrayEquals(
                    dx.toRowMajor(),
                    graph.inputs().stream().mapToDouble(Value::grad).toArray(),
                    1e-12);
            for (Parameter p : net.parameters())
                if (!p.isFrozen()) assertTrue(p.grad().isClose(graph.gradient(p), 1e-12), p.name());
        }
    }
}
