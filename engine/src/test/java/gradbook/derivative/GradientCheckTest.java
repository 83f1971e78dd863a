package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.GradientCheck.Verdict;
import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);

    @Test
    void a_right_gradient_passes_with_errors_near_rounding() {
        GradientCheck check = GradientCheck.of(x.add(y).mul(z));
        assertTrue(check.passed());
        assertEquals(
                List.of("x", "y", "z"),
                check.rows().stream().map(GradientCheck.Row::input).toList());
        assertTrue(check.worst().relativeError() < 1e-10, check.toString());
        assertTrue(check.toString().endsWith("3 gradients checked.\n"), check.toString());
    }

    /** By hand: 5 against 3 is 2 off, two fifths of the larger. */
    @Test
    void the_table_says_how_far_off_a_gradient_is() {
        GradientCheck check = GradientCheck.of(List.of("a"), in -> 3 * in[0], new double[] {2}, new double[] {5});
        String row = check.toString().lines().toList().get(2).replaceAll(" +", " ");
        assertTrue(row.matches("a 5 3 2 0.4 \\S+ DIFFERS"), row);
        assertTrue(GradientCheck.of(x.neg(), x).toString().contains("< 1e-9          < 1e-9"));
        assertTrue(GradientCheck.of(x.neg(), x).toString().endsWith("1 gradient checked.\n"));
    }

    @Test
    void a_derivative_that_is_one_part_in_ten_thousand_off_differs() {
        Gate wrong = Gate.unary("wrong", a -> a * a * a, a -> 3.0003 * a * a);
        GradientCheck check = GradientCheck.of(y.apply(wrong).add(x));
        assertFalse(check.passed());
        assertEquals(Verdict.DIFFERS, check.rows().get(0).verdict());
        assertEquals(Verdict.AGREES, check.rows().get(1).verdict());
        assertTrue(check.toString().contains("DIFFERS"));
        assertTrue(check.toString().endsWith("1 of 2 gradients differ from the central difference.\n"));
    }

    /** C's point, 0.013 from a pole, where most fixed steps fail. */
    @Test
    void the_step_is_chosen_to_stay_clear_of_a_pole() {
        Value t = Value.of("t", -4.499);
        GradientCheck check = GradientCheck.of(Value.of(2).div(t.neg().exp().sin()));
        assertTrue(check.passed(), check.toString());
        assertEquals(-80.3930566018, check.rows().get(0).numeric(), 1e-4);
    }

    @Test
    void at_a_kink_it_says_so_and_does_not_judge() {
        Value o = Value.of("o", 0);
        for (Value kinked : List.of(
                o.relu(), o.abs(), o.max(0), o.min(o.neg()), o.relu().mul(3).add(o.sin()))) {
            GradientCheck check = GradientCheck.of(kinked);
            assertEquals(Verdict.KINK, check.rows().get(0).verdict(), check.toString());
            assertTrue(check.passed());
            assertTrue(check.toString().contains("kink within h"));
            assertTrue(check.toString().contains("0 gradients checked."), check.toString());
            assertTrue(check.toString().contains("check beside it"));
        }
    }

    @Test
    void near_a_kink_it_never_says_differs() {
        for (double d = 1e-9; d < 1; d *= 1.37) {
            Value near = Value.of("n", d);
            assertTrue(GradientCheck.of(near.relu().add(near.pow(2))).passed(), "at " + d);
        }
        assertEquals(
                Verdict.AGREES,
                GradientCheck.of(Value.of("n", 0.01).relu()).rows().get(0).verdict());
    }

    @Test
    void a_strong_bend_is_not_a_kink() {
        for (double steep : new double[] {1, 10, 100, 1000}) {
            Value t = Value.of("t", 0.3);
            GradientCheck check = GradientCheck.of(t.mul(steep).sin());
            assertEquals(Verdict.AGREES, check.rows().get(0).verdict(), check.toString());
        }
    }

    @Test
    void only_the_inputs_asked_for_are_checked_named_or_not() {
        Value w = Value.of(3);
        GradientCheck check = GradientCheck.of(w.mul(x), w);
        assertEquals("input 1", check.rows().get(0).input());
        assertEquals(-2, check.rows().get(0).analytic());
        assertEquals(
                "This expression has no named input: 3 · 2. Name what it depends on, for example Value.of(\"x\", -2), or"
                        + " say which leaves you mean.",
                assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(w.mul(2)))
                        .getMessage());
    }

    @Test
    void a_gradient_by_hand_is_checked_too() {
        GradientCheck check =
                GradientCheck.of(List.of("a", "b"), in -> in[0] * in[1], new double[] {3, 4}, new double[] {4, 4});
        assertEquals(Verdict.AGREES, check.rows().get(0).verdict());
        assertEquals(Verdict.DIFFERS, check.rows().get(1).verdict());
        assertEquals(1, check.worst().absoluteError(), 1e-9);
        assertEquals(0.25, check.worst().relativeError(), 1e-9);
        assertEquals(
                "A gradient has one entry for each input: there are 1 names, 2 inputs and 2 derivatives.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> GradientCheck.of(List.of("a"), in -> 0, new double[2], new double[2]))
                        .getMessage());
    }

    private static GradientCheck.Row row(double at, DoubleUnaryOperator f, double gradient) {
        return GradientCheck.of(List.of("p"), in -> f.applyAsDouble(in[0]), new double[] {at}, new double[] {gradient})
                .rows()
                .get(0);
    }

    private static void judges(double at, DoubleUnaryOperator f, double right) {
        GradientCheck.Row agrees = row(at, f, right), differs = row(at, f, right + 1e-3 * Math.max(1, Math.abs(right)));
        assertEquals(Verdict.AGREES, agrees.verdict(), agrees::toString);
        assertEquals(right, agrees.numeric(), 1e-6 * Math.abs(right) + 1e-8);
        assertEquals(Verdict.DIFFERS, differs.verdict(), differs::toString);
    }

    /** A wrong sign at 4e-10, a thousandth at the 3.87e-7 of lesson 06 (sigmoid(-14.765)), a factor of 2 at 1e-12. */
    @Test
    void a_small_gradient_may_be_wrong_too() {
        Value t = Value.of("t", 1.5);
        Gate tiny = Gate.unary("tiny", a -> 4e-10 * a, a -> -3e-10);
        assertEquals(
                Verdict.DIFFERS, GradientCheck.of(t.apply(tiny)).rows().get(0).verdict());
        DoubleUnaryOperator sigmoid = a -> 1 / (1 + Math.exp(-a));
        double slope = 1 / (2 + Math.exp(14.765) + Math.exp(-14.765)); // by hand: 1 / (e^s + 2 + e^-s)
        assertEquals(3.87e-7, slope, 1e-9);
        for (DoubleUnaryOperator f : List.<DoubleUnaryOperator>of(sigmoid, a -> 3 + sigmoid.applyAsDouble(a))) {
            assertEquals(Verdict.AGREES, row(-14.765, f, slope).verdict());
            assertEquals(Verdict.DIFFERS, row(-14.765, f, 1.001 * slope).verdict());
        }
        DoubleUnaryOperator square = a -> 1e-12 * a * a;
        assertEquals(Verdict.AGREES, row(3, square, 6e-12).verdict());
        assertEquals(Verdict.DIFFERS, row(3, square, 3e-12).verdict());
    }

    /** The numbers inside are 20 and round by 4e-15, far more than the loss of 1e-9 itself: no reason to accuse. */
    @Test
    void rounding_on_the_way_to_a_small_value_is_no_error() {
        for (double s = 15; s < 36; s += 0.37) {
            double right = -1 / (1 + Math.exp(s));
            GradientCheck.Row row = row(s, a -> Math.log(Math.exp(a + 20) + Math.exp(20)) - (a + 20), right);
            assertEquals(Verdict.AGREES, row.verdict(), "at " + s + ": " + row);
        }
    }

    @Test
    void a_flat_point_of_a_cubic_agrees_with_0() {
        for (double factor : new double[] {1e-5, 1, 1e9}) {
            assertEquals(Verdict.AGREES, row(0, a -> factor * a * a * a, 0).verdict());
            assertEquals(
                    Verdict.DIFFERS,
                    row(0, a -> factor * a * a * a, factor * 1e-3).verdict());
        }
    }

    @Test
    void where_there_is_no_derivative_it_says_so_and_does_not_judge() {
        GradientCheck check = GradientCheck.of(Value.of("p", 0).sqrt());
        assertEquals(Verdict.NO_QUOTIENT, check.rows().get(0).verdict());
        assertTrue(check.passed());
        assertTrue(check.toString().contains("no quotient here"), check.toString());
        assertTrue(
                check.toString()
                        .endsWith("0 gradients checked. Where the difference quotient comes to no number,"
                                + " there is nothing to compare with: check beside it.\n"),
                check.toString());
        assertEquals(
                Verdict.NO_QUOTIENT,
                row(0, Math::cbrt, Double.POSITIVE_INFINITY).verdict());
        assertEquals(
                Verdict.DIFFERS, row(1, Math::cbrt, Double.POSITIVE_INFINITY).verdict());
        assertEquals(Verdict.DIFFERS, row(1, Math::cbrt, Double.NaN).verdict());
        assertEquals(
                "GradientCheck: the function is ∞ at this point, and only where it is a finite number is there a gradient"
                        + " to check.",
                assertThrows(IllegalArgumentException.class, () -> row(0, a -> 1 / a, 1))
                        .getMessage());
    }

    @Test
    void beside_the_edge_of_a_domain_it_takes_smaller_steps() {
        for (double p : new double[] {0.5, 1e-2, 1e-4, 3e-6, 1e-8, 1e-10}) judges(p, Math::sqrt, 0.5 / Math.sqrt(p));
        for (double p : new double[] {0.3, 1e-3, 5e-5, 1e-7, 2e-9}) judges(p, a -> -Math.log(a), -1 / p);
        GradientCheck whole = GradientCheck.of(Value.of("p", 5e-5).log().neg());
        assertEquals(-20000, whole.worst().numeric(), 0.02);
        assertTrue(whole.passed());
    }

    @Test
    void a_smooth_point_where_only_the_second_derivative_jumps_is_no_kink() {
        judges(0, a -> a * Math.abs(a), 0);
        judges(0, a -> a * Math.abs(a) + 1, 0);
        judges(0, a -> Math.pow(Math.abs(a), 1.5), 0);
    }

    @Test
    void a_large_input_does_not_make_the_step_large() {
        for (double at : new double[] {100, 1e3, 1e5, -1e5, 1e6}) judges(at, Math::sin, Math.cos(at));
        assertEquals(Verdict.DIFFERS, row(1e5, Math::sin, 2).verdict());
        judges(1e8, a -> a * a, 2e8);
        judges(1e5, Math::log, 1e-5);
    }

    @Test
    void around_a_kink_every_verdict_is_true() {
        for (double d = 1e-9; d < 1; d *= 1.37)
            for (double at : new double[] {d, -d}) {
                GradientCheck.Row row = row(at, a -> Math.max(a, 0), at > 0 ? 1 : 0);
                Verdict expected = row.step() > d ? Verdict.KINK : Verdict.AGREES;
                assertEquals(expected, row.verdict(), "at " + at + ": " + row);
            }
    }
}
