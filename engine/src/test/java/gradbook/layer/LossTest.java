package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {
    @ParameterizedTest
    @CsvSource({
        "40, 0, 40, 1",
        "40, 1, 4.248354255291589e-18, -4.248354255291589e-18",
        "-800, 1, 800, -1",
        "-800, 0, 0, 0",
        "10000, 0, 10000, 1",
        "-10000, 1, 10000, -1",
        "37, 0, 37, 1",
        "0, 1, 0.6931471805599453, -0.5"
    })
    void logistic_loss_is_stable_where_the_written_out_one_is_not(
            double s, double y, double loss, double gradient) { // E5
        LogisticLoss logistic = new LogisticLoss();
        assertEquals(loss, logistic.forward(Matrix.row(s), Matrix.row(y)), 1e-15 * Math.max(1, loss));
        assertEquals(gradient, logistic.backward().get(0, 0), 1e-15);
    }

    @Test
    void softmax_loss_is_right_and_stable() {
        SoftmaxLoss softmax = new SoftmaxLoss();
        Matrix expected = Matrix.row(0.0900305732, 0.2447284711, -0.3347590442);
        for (double shift : new double[] {0, 1e4, -1e4}) { // softmax does not see a shift of all logits
            Matrix logits = Matrix.row(1, 2, 3).map(s -> s + shift);
            assertEquals(0.4076059644, softmax.forward(logits, Matrix.oneHot(3, 2)), 1e-9);
            assertTrue(expected.isClose(softmax.backward(), 1e-9));
        }
        assertEquals(2000, softmax.forward(Matrix.row(1000, -1000), Matrix.oneHot(2, 1)));
        SoftmaxLoss columns = new SoftmaxLoss(Reduction.SUM, Layout.COLUMNS);
        Matrix logits = Matrix.of(3, 2, 0, 1000, -1000, 0, 1000, -1000);
        assertEquals(
                4000,
                columns.forward(logits, Matrix.of(3, 2, 0, 0, 1, 0, 0, 1))); // both choose what is 2000 below the best
    }

    @Test
    void sum_and_mean_differ_by_the_number_of_samples_in_both_layouts() {
        Matrix logits = Matrix.of(2, 3, 1, 2, 3, -1, 0, 5);
        Matrix target = Matrix.oneHot(3, 2, 0);
        SoftmaxLoss mean = new SoftmaxLoss();
        SoftmaxLoss sum = new SoftmaxLoss(Reduction.SUM, Layout.ROWS);
        SoftmaxLoss columns = new SoftmaxLoss(Reduction.SUM, Layout.COLUMNS);
        double total = sum.forward(logits, target);
        assertEquals(total, 2 * mean.forward(logits, target), 1e-12);
        assertTrue(sum.backward().isClose(mean.backward().scale(2), 1e-15));
        assertEquals(total, columns.forward(logits.transpose(), target.transpose()), 1e-12);
        assertTrue(sum.backward().isClose(columns.backward().transpose(), 1e-15));
        assertEquals(14, new SquaredLoss(Reduction.SUM, Layout.ROWS).forward(Matrix.row(1, 2, 3), Matrix.row(0, 0, 0)));
        assertEquals(7, new SquaredLoss().forward(Matrix.of(2, 2, 1, 2, 3, 0), Matrix.zeros(2, 2)));
    }

    @Test
    void wrong_targets_get_a_sentence() {
        fails(
                "LogisticLoss: target -1.0 of sample 1 is not between 0 and 1: it is the probability of class 1,"
                        + " so labels are 0 and 1",
                () -> new LogisticLoss().forward(Matrix.column(1, 2), Matrix.column(1, -1)));
        fails(
                "SoftmaxLoss: the targets of sample 0 add up to 2.0, not to 1: give one probability per class,"
                        + " for labels Matrix.oneHot(classes, labels)",
                () -> new SoftmaxLoss().forward(Matrix.row(1, 2), Matrix.row(1, 1)));
        fails(
                "SquaredLoss: the prediction is 2x1 and the target is 1x2: both need the same shape, one row per sample",
                () -> new SquaredLoss().forward(Matrix.column(1, 2), Matrix.row(1, 2)));
        String early = assertThrows(IllegalStateException.class, () -> new SquaredLoss().backward())
                .getMessage();
        assertEquals("SquaredLoss: backward before forward. Call forward(prediction, target) first", early);
    }

    private static void fails(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
