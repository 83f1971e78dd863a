package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Value;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NumericTest {
    static final DoubleUnaryOperator LOSS = s -> Math.log(1 + Math.exp(-s)); // B §5.3 with y = 1
    static final double SLOPE = -0.19781611144141825; // at s = 1.4
    static final DoubleUnaryOperator CHAIN = x -> 2 / Math.sin(Math.exp(-x)); // C

    /**
     * Too large a step bends, too small a step rounds: bands, because the last digits depend on how the loss is
     * written.
     */
    @Test
    void the_error_is_smallest_at_a_middle_step() {
        assertBetween(1e-10, 1e-8, Math.abs(Numeric.forward(LOSS, 1.4, 1e-8) - SLOPE));
        assertBetween(1e-14, 1e-11, Math.abs(Numeric.central(LOSS, 1.4, 1e-5) - SLOPE));
        assertBetween(1e-5, 1e-2, Math.abs(Numeric.forward(LOSS, 1.4, 1e-13) - SLOPE));
        assertBetween(1e-5, 1e-2, Math.abs(Numeric.central(LOSS, 1.4, 1e-13) - SLOPE));
        assertBetween(1e-4, 1e-2, Math.abs(Numeric.forward(LOSS, 1.4, 1e-2) - SLOPE));
    }

    private static void assertBetween(double low, double high, double error) {
        assertTrue(low < error && error < high, error + " is not between " + low + " and " + high);
    }

    /** At x = -4.499 a pole lies 0.013 away: a large step jumps over it. */
    @Test
    void a_step_over_a_pole_gives_nonsense() {
        assertEquals(-253.8, Numeric.central(CHAIN, -4.499, 1e-2), 0.1);
        assertEquals(-80.3931, Numeric.central(CHAIN, -4.499, 1e-5), 1e-4);
    }

    /** max along its first input through the tie: forward 1, backward 0, central 1/2. */
    @Test
    void at_a_tie_every_scheme_says_something_else() {
        DoubleUnaryOperator max = t -> Math.max(t, 5);
        assertEquals(1, Numeric.forward(max, 5, 1e-3), 1e-9);
        assertEquals(0, -Numeric.forward(t -> max.applyAsDouble(-t), -5, 1e-3), 1e-9); // backward: mirrored
        assertEquals(0.5, Numeric.central(max, 5, 1e-3), 1e-9);
    }

    /** From 1e9 on, 1e-8 is less than half of the next double's distance: 2x would not move. */
    @Test
    void the_forward_step_grows_with_the_coordinate_too() {
        for (double at : new double[] {0.5, 1, -1e9, 1e9, 1e15})
            assertEquals(2, Numeric.forward(x -> 2 * x[0], new double[] {at})[0], 1e-7, "at " + at);
    }

    @Test
    void gradients_move_one_coordinate_at_a_time_and_leave_the_point_alone() {
        double[] at = {-2, 5, -4};
        assertArrayEquals(new double[] {-4, -4, 3}, Numeric.gradient(x -> (x[0] + x[1]) * x[2], at), 1e-9);
        assertArrayEquals(new double[] {-4, -4, 3}, Numeric.central(x -> (x[0] + x[1]) * x[2], at, 1e-5), 1e-9);
        assertArrayEquals(new double[] {-4, -4, 3}, Numeric.forward(x -> (x[0] + x[1]) * x[2], at, 1e-7), 1e-6);
        assertArrayEquals(new double[] {-2, 5, -4}, at);
    }

    @Test
    void the_step_grows_with_the_coordinate() {
        assertEquals(6.055454e-6, Numeric.step(0.5), 1e-11);
        assertEquals(6.055454e-3, Numeric.step(-1000), 1e-8);
    }

    @Test
    void a_step_that_is_none_is_refused_by_every_scheme() {
        ToDoubleFunction<double[]> square = x -> x[0] * x[0];
        double[] at = {1};
        for (double h : new double[] {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
            for (Executable scheme : List.<Executable>of(
                    () -> Numeric.forward(LOSS, 1, h),
                    () -> Numeric.central(LOSS, 1, h),
                    () -> Numeric.forward(square, at, h),
                    () -> Numeric.central(square, at, h)))
                assertEquals(
                        "The step must be a positive number such as 1e-5, and it is " + h + ".",
                        assertThrows(IllegalArgumentException.class, scheme).getMessage());
    }

    @Test
    void a_graph_is_nudged_in_its_named_leaves() {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        assertArrayEquals(new double[] {-4, -4, 3}, Numeric.gradient(x.add(y).mul(z)), 1e-9);
        assertEquals(-2, x.data());
    }
}
