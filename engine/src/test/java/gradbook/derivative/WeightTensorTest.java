package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.layer.Affine;
import gradbook.matrix.Matrix;
import org.junit.jupiter.api.Test;

class WeightTensorTest {
    /** After x = (5, 2), the tensor at (6, 1) is only asked for: dW is g x^T = 3 (5, 2). */
    @Test
    void the_layer_still_speaks_of_its_own_last_input() {
        Affine layer = Affine.columns(Matrix.row(1, 1), Matrix.row(0));
        layer.forward(Matrix.column(5, 2));
        assertEquals(6, WeightTensor.of(layer, Matrix.column(6, 1)).get(0, 0, 0));
        layer.backward(Matrix.row(3));
        assertEquals(Matrix.row(15, 6), layer.weights().grad());
    }

    @Test
    void an_entry_outside_is_told() {
        WeightTensor tensor = WeightTensor.of(Affine.columns(3, 2, 1), Matrix.column(1, 2, 3));
        for (int[] at : new int[][] {{9, 0, 0}, {0, 2, 0}, {1, 1, -1}})
            assertEquals(
                    "get(" + at[0] + ", " + at[1] + ", " + at[2]
                            + "): da/dW is 2x2x3, so outputs go from 0 to 1, rows from 0"
                            + " to 1 and columns from 0 to 2",
                    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(at[0], at[1], at[2]))
                            .getMessage());
    }
}
