package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sigmoid;
import gradbook.layer.Tanh;
import gradbook.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JacobianTest {
    final VectorFunction productAndSum =
            x -> List.of(x.get(0).mul(x.get(1)), x.get(0).add(x.get(1)));
    final Affine affine = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8));

    @Test
    void relu_has_a_diagonal_jacobian() { // B §8, items 20 and 21
        Jacobian j = Jacobian.of(new Relu(), Matrix.column(1, -2, 3, -1));
        assertEquals(Matrix.diag(1, 0, 1, 0), j.matrix());
        assertTrue(j.isDiagonal());
        assertEquals("4x4: 16 entries (128 bytes), 2 of them not 0, diagonal", j.account());
        assertEquals(
                Matrix.column(4, 0, 5, 0), Vjp.of(new Relu(), Matrix.column(1, -2, 3, -1), Matrix.column(4, -1, 5, 9)));
        assertEquals(
                Matrix.column(4, 0, 5, 0), Jvp.of(new Relu(), Matrix.column(1, -2, 3, -1), Matrix.column(4, -1, 5, 9)));
    }

    @Test
    void a_jacobian_prints_itself_and_its_size() {
        Jacobian wide = Jacobian.of(
                Affine.columns(Matrix.of(2, 3, 1, 0, 2, 0, 3, 0), Matrix.zeros(2, 1)), Matrix.column(1, 1, 1));
        assertEquals("[1  0  2]\n[0  3  0]\n2x3: 6 entries (48 bytes), 3 of them not 0", wide.toString());
        assertEquals("\\begin{bmatrix} 1 & 0 & 2 \\\\ 0 & 3 & 0 \\end{bmatrix}", wide.toLatex());
        assertTrue(!wide.isDiagonal());
        assertTrue(!new Jacobian(Matrix.of(2, 2, 1, 2, 0, 1)).isDiagonal());
        assertTrue(!new Jacobian(Matrix.of(2, 2, 1, 0, 2, 1)).isDiagonal());
        assertEquals("1x1: 1 entry (8 bytes), 1 of them not 0, diagonal", new Jacobian(Matrix.row(5)).account());
        assertEquals("1x125: 125 entries (1.00 kB), 0 of them not 0", new Jacobian(Matrix.zeros(1, 125)).account());
    }

    @Test
    void vjp_and_jvp_of_an_affine_layer_differ() { // E2, items 37 to 39
        Matrix x = Matrix.column(5, 6);
        Matrix g = Matrix.column(10, -1);
        Matrix j = Jacobian.of(affine, x).matrix();
        assertEquals(Matrix.of(2, 2, 1, 2, 3, 4), j);
        assertEquals(Matrix.column(7, 16), Vjp.of(affine, x, g));
        assertEquals(Matrix.column(8, 26), Jvp.of(affine, x, g));
        assertEquals(Matrix.row(7, 16), g.transpose().matMul(j)); // the Jacobian form, (1xn) = (1xm)(mxn)
        assertEquals(Matrix.column(7, 16), j.transposeMatMul(g)); // the gradient form, (nx1) = (nxm)(mx1)
    }

    /** After each question {@code backward} is still that of (5, 6), and adds to what was there: twice (50, 60, -5, -6). */
    @Test
    void a_question_leaves_no_trace_in_a_layer_or_a_network() {
        Matrix other = Matrix.column(1, 1), g = Matrix.column(10, -1);
        for (Layer layer : List.of(affine, Sequential.of(affine), Sequential.of(Sequential.of(affine), new Own())))
            for (Executable question : List.<Executable>of(
                    () -> Jacobian.of(layer, other),
                    () -> Vjp.of(layer, other, g),
                    () -> Jvp.of(layer, other, g),
                    () -> GradientCheck.of(layer, other),
                    () -> assertThrows(IllegalArgumentException.class, () -> Vjp.of(layer, other, Matrix.row(1, 2, 3))),
                    () -> assertThrows(IllegalArgumentException.class, () -> layer.forward(Matrix.row(1, 2, 3))),
                    () -> assertThrows(IllegalArgumentException.class, () -> Jvp.of(layer, other, Matrix.row(1))))) {
                layer.zeroGrad();
                layer.forward(Matrix.column(5, 6));
                layer.backward(g);
                assertDoesNotThrow(question);
                assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), affine.weights().grad());
                assertEquals(Matrix.column(7, 16), layer.backward(g));
                assertEquals(
                        Matrix.of(2, 2, 100, 120, -10, -12), affine.weights().grad());
            }
    }

    /** A student's own layer: the size of its input, at (24, 47) the input itself. */
    private static final class Own implements Layer {
        private Matrix mask;

        @Override
        public Matrix forward(Matrix input) {
            mask = input.map(Math::signum);
            return input.mul(mask);
        }

        @Override
        public Matrix backward(Matrix upstream) {
            return upstream.mul(mask);
        }

        @Override
        public String rule() {
            return "downstream is upstream with the sign of the input";
        }
    }

    @Test
    void scalar_graphs_have_jacobians_too() { // curriculum: VJP of (x1 x2, x1 + x2) at (3, 4) for (1, 2)
        Matrix x = Matrix.column(3, 4);
        assertEquals(Matrix.of(2, 2, 4, 3, 1, 1), Jacobian.of(productAndSum, x).matrix());
        assertEquals(Matrix.column(6, 5), Vjp.of(productAndSum, x, Matrix.column(1, 2)));
        assertEquals(Matrix.column(10, 3), Jvp.of(productAndSum, x, Matrix.column(1, 2)));
        VectorFunction unused = v -> List.of(v.get(0).mul(v.get(0)));
        assertEquals(Matrix.row(6, 0), Jacobian.of(unused, x).matrix());
    }

    /** Along (0, 1) the first input does not move, so the infinite slope of its root does not matter. */
    @Test
    void forward_mode_has_one_answer() {
        VectorFunction root = v -> List.of(v.get(0).sqrt().add(v.get(1)));
        assertEquals(Matrix.row(1), Jvp.of(root, Matrix.column(0, 2), Matrix.column(0, 1)));
    }

    @Test
    void products_agree_with_the_whole_jacobian() {
        Layer net = Sequential.of(Affine.rows(3, 4, 1), new Tanh(), Affine.rows(4, 2, 2), new Sigmoid());
        Matrix x = Matrix.random(5, 3, 3);
        Matrix u = Matrix.random(5, 2, 4);
        Matrix v = Matrix.random(5, 3, 5);
        Matrix j = Jacobian.of(net, x).matrix();
        assertEquals("10x15", j.shape());
        Matrix vjp = j.transposeMatMul(Matrix.column(u.toRowMajor()));
        Matrix jvp = j.matMul(Matrix.column(v.toRowMajor()));
        assertTrue(vjp.isClose(Matrix.column(Vjp.of(net, x, u).toRowMajor()), 1e-13));
        assertTrue(jvp.isClose(Matrix.column(Jvp.of(net, x, v).toRowMajor()), 1e-13));
    }

    @Test
    void weight_tensor_collapses_to_an_outer_product() { // C, affine layer; items 36, 41, 42
        WeightTensor tensor = WeightTensor.of(affine, Matrix.column(5, 6));
        assertArrayEquals(new double[][][] {{{5, 6}, {0, 0}}, {{0, 0}, {5, 6}}}, tensor.toArray());
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), tensor.vjp(Matrix.column(10, -1)));
        Affine rows = Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8));
        WeightTensor turned = WeightTensor.of(rows, Matrix.row(5, 6));
        assertArrayEquals(new double[][][] {{{5, 0}, {6, 0}}, {{0, 5}, {0, 6}}}, turned.toArray());
        assertEquals(Matrix.of(2, 2, 50, -5, 60, -6), turned.vjp(Matrix.row(10, -1)));
        Affine tall = Affine.columns(3, 2, 1), wide = Affine.rows(3, 2, 1);
        assertArrayEquals(
                new int[] {2, 2, 3},
                WeightTensor.of(tall, Matrix.column(1, 2, 3)).shape());
        assertArrayEquals(
                new int[] {2, 3, 2}, WeightTensor.of(wide, Matrix.row(1, 2, 3)).shape());
        assertEquals(2, WeightTensor.of(tall, Matrix.column(1, 2, 3)).get(1, 1, 1));
        assertEquals(3, WeightTensor.of(wide, Matrix.row(1, 2, 3)).get(1, 2, 1));
    }

    @Test
    void directions_and_upstream_gradients_of_the_wrong_shape_are_told() {
        Matrix x = Matrix.column(3, 4);
        says(
                "Jvp: v is 1x2 and x is 2x1: a direction has the shape of the input",
                () -> Jvp.of(productAndSum, x, Matrix.row(1, 2)));
        says(
                "Jvp: v is 3x1 and x is 2x1: a direction has the shape of the input",
                () -> Jvp.of(productAndSum, x, Matrix.zeros(3, 1)));
        says(
                "Vjp: u is 3x1, and the function has 2 outputs: upstream has one entry per output",
                () -> Vjp.of(productAndSum, x, Matrix.zeros(3, 1)));
        says(
                "WeightTensor: upstream is 3x1, and the layer has 2 outputs",
                () -> WeightTensor.of(affine, x).vjp(Matrix.zeros(3, 1)));
        says(
                "WeightTensor: the input is 2x2, and the tensor is told for one sample",
                () -> WeightTensor.of(affine, Matrix.zeros(2, 2)));
    }

    private static void says(String sentence, Executable wrong) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }

    @Test
    void weight_tensor_tells_its_size_and_is_not_built() { // lesson 09
        WeightTensor tensor = WeightTensor.of(Affine.columns(1000, 1000, 1), Matrix.random(1000, 1, 2));
        assertEquals(1_000_000_000, tensor.entries());
        assertEquals(8_000_000_000L, tensor.bytes());
        assertEquals(1_000_000, tensor.nonZeros());
        String account = "1000x1000x1000, 1,000,000,000 entries (8.00 GB), at most 1,000,000 of them not 0,"
                + " since each weight leads to one output alone";
        assertEquals("da/dW: " + account, tensor.toString());
        assertEquals(
                "da/dW is not built beyond 1,000,000 entries: " + account,
                assertThrows(IllegalArgumentException.class, tensor::toArray).getMessage());
        assertEquals(
                "the Jacobian would be 10000x10000, 100000000 entries, and at most 10000000 are built."
                        + " Backpropagation never builds it: ask for a product instead, Vjp or Jvp",
                assertThrows(IllegalArgumentException.class, () -> Jacobian.of(new Relu(), Matrix.zeros(100, 100)))
                        .getMessage());
    }
}
