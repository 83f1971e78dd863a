package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The numbers of the sources that belong to scalar graphs, and what backward promises. */
class ValueTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);

    /** B §2. */
    @Test
    void chain_rule_on_x_plus_y_times_z() {
        Value q = x.add(y).named("q"), f = q.mul(z).named("f");
        f.backward();
        assertEquals(3, q.data());
        assertEquals(-12, f.data());
        assertEquals(-4, q.grad());
        assertEquals(-4, x.grad());
        assertEquals(-4, y.grad());
        assertEquals(3, z.grad());
        assertEquals(1, f.grad());
    }

    /** A: f(x) = x + 4 and f(x) = 3x. */
    @Test
    void add_a_number_passes_1_and_times_a_number_passes_the_number() {
        x.add(4).backward();
        assertEquals(1, x.grad());
        y.mul(3).backward();
        assertEquals(3, y.grad());
    }

    /** Copy gate with branch gradients 4 and 2. */
    @Test
    void gradients_of_branches_add() {
        Value.sum(List.of(x.mul(4), x.mul(2))).backward();
        assertEquals(6, x.grad());
    }

    /** The circuit of the CS231n notes: 2 (xy + max(z, w)) at (3, -4, 2, -1). */
    @Test
    void circuit_with_every_basic_gate() {
        Value a = Value.of(3), b = Value.of(-4), c = Value.of(2), d = Value.of(-1);
        Value f = a.mul(b).add(c.max(d)).mul(2);
        f.backward();
        assertEquals(-20, f.data());
        assertEquals(List.of(-8.0, 6.0, 2.0, 0.0), List.of(a.grad(), b.grad(), c.grad(), d.grad()));
    }

    /** (x + y) x at (-2, 5): overwriting instead of adding would give 3 or -2. */
    @Test
    void fan_out_adds_where_overwriting_would_show() {
        Value f = x.add(y).mul(x);
        f.backward();
        assertEquals(-6, f.data());
        assertEquals(1, x.grad());
        assertEquals(-2, y.grad());
        Value t = Value.of(3);
        t.mul(t).backward();
        assertEquals(6, t.grad());
    }

    @Test
    void a_second_backward_doubles_leaves_and_leaves_the_rest_alone() {
        Value q = x.add(y).named("q"), f = q.mul(z);
        f.backward();
        f.backward();
        assertEquals(-8, x.grad());
        assertEquals(6, z.grad());
        assertEquals(-4, q.grad());
        f.zeroGrad();
        for (Value v : f.forwardOrder()) assertEquals(0, v.grad());
    }

    @Test
    void an_upstream_gradient_scales_everything() {
        x.add(y).mul(z).backward(-0.5);
        assertEquals(2, x.grad());
        assertEquals(-1.5, z.grad());
    }

    @Test
    void backward_of_a_leaf_adds_to_the_leaf() {
        x.backward();
        x.backward(2);
        assertEquals(3, x.grad());
    }

    /** B §5.4, once through the four elementary gates and once through the fused loss. */
    @Test
    void logistic_regression_of_one_sample() {
        Value w1 = Value.of("w1", 0.3), w2 = Value.of("w2", -0.7), b = Value.of("b", 0.1);
        Value x1 = Value.of("x1", 2), x2 = Value.of("x2", -1);
        Value s = Value.dot(List.of(w1, w2), List.of(x1, x2)).add(b);
        assertEquals(1.4, s.data(), 1e-15);
        assertEquals(0.2465969639, s.neg().exp().data(), 1e-10);
        assertEquals(0.8021838886, s.sigmoid().data(), 1e-10);
        for (Value loss : List.of(s.sigmoid().log().neg(), s.logisticLoss(1))) {
            loss.backward();
            assertEquals(0.2204174099, loss.data(), 1e-10);
            assertEquals(-0.1978161114, s.grad(), 1e-10);
            assertEquals(-0.3956322229, w1.grad(), 1e-10);
            assertEquals(0.1978161114, w2.grad(), 1e-10);
            assertEquals(-0.1978161114, b.grad(), 1e-10);
            assertEquals(-0.0593448334, x1.grad(), 1e-10);
            assertEquals(0.1384712780, x2.grad(), 1e-10);
            loss.zeroGrad();
        }
    }

    /** B §5.2: the sigmoid as four gates and as one. */
    @Test
    void sigmoid_from_four_gates_has_the_derivative_of_the_fused_one() {
        Value s = Value.of("s", 1.4);
        Value.of(1).div(s.neg().exp().add(1)).backward();
        assertEquals(0.1586848975, s.grad(), 1e-10);
        Value t = Value.of("s", 1.4);
        t.sigmoid().backward();
        assertEquals(s.grad(), t.grad(), 1e-15);
    }

    /** C's chain 2 / sin(exp(-x)) in radians: its own point, then three honest ones. */
    @Test
    void chain_of_four_in_radians() {
        chainOfFour(-4.499, 89.9271591628, 0.9242352371, 2.1639512537, -80.3930566018);
        chainOfFour(0, 1, 0.8414709848, 2.3767902116, 1.5261194445);
        chainOfFour(-1, Math.E, 0.4107812905, 4.868771, -29.3746);
        chainOfFour(-Math.log(Math.PI / 2), 1.5707963268, 1, 2, 0);
        double nearest = -Math.log(Math.PI / 2 + 28 * Math.PI); // E1: nearest to C's point with c = 1
        assertEquals(-4.4946339731, nearest, 1e-10);
        chainOfFour(nearest, 89.5353906273, 1, 2, 0);
    }

    private static void chainOfFour(double at, double b, double c, double d, double slope) {
        Value x = Value.of("x", at);
        Value vb = x.neg().exp(), vc = vb.sin(), vd = Value.of(2).div(vc);
        vd.backward();
        double tolerance = at == -1 ? 1e-4 : 1e-9;
        assertEquals(b, vb.data(), tolerance);
        assertEquals(c, vc.data(), tolerance);
        assertEquals(d, vd.data(), tolerance);
        assertEquals(slope, x.grad(), tolerance);
        if (at != -4.499) return;
        assertEquals(-2.3413425142, vc.grad(), 1e-9);
        assertEquals(-0.3818235542, vb.grad() / vc.grad(), 1e-9);
    }

    /** E1: C's angle read in degrees, as it must have been meant, has pi / 180 in its derivative and is not 0 either. */
    @Test
    void chain_of_four_in_degrees() {
        Value x = Value.of("x", -4.499);
        Value b = x.neg().exp(), c = b.mul(Math.PI / 180).sin(), d = Value.of(2).div(c);
        d.backward();
        assertEquals(0.9999991919, c.data(), 1e-10);
        assertEquals(2.0000016162, d.data(), 1e-10);
        assertEquals(-2.0000032325, c.grad(), 1e-10);
        assertEquals(2.2188582e-5, b.grad() / c.grad(), 1e-12); // pi / 180 times the cosine of 89.9271591628 degrees
        assertEquals(0.0039907187, x.grad(), 1e-10);
    }

    /** E1: the local derivatives at x = 0, where b is 1. */
    @Test
    void chain_of_four_at_0_gate_by_gate() {
        Value a = Value.of("a", 0), b = a.exp(), c = b.sin();
        Value.of(2).div(c).backward();
        assertEquals(-2.8245658549, c.grad(), 1e-10);
        assertEquals(0.5403023059, b.grad() / c.grad(), 1e-10);
        assertEquals(1, a.grad() / b.grad(), 1e-15);
    }

    /** C's table comes from rounding b to 90 first: the point is so steep that this moves the answer by a quarter. */
    @Test
    void rounding_the_cache_before_going_backward_gives_another_answer() {
        Value b = Value.of(90);
        Value.of(2).div(b.sin()).backward();
        assertEquals(-100.914, -90 * b.grad(), 5e-4);
    }

    /** The loss through the prediction breaks at s = 37, where 1 - sigmoid(s) rounds to 0; the fused one does not. */
    @Test
    void logistic_loss_through_the_prediction_breaks_at_37() {
        assertEquals(36, Value.of(1).sub(Value.of(36).sigmoid()).log().neg().data(), 0.1);
        Value almostOne = Value.of(37).sigmoid().named("yhat");
        assertThrows(ArithmeticException.class, () -> Value.of(1).sub(almostOne).log());
        assertEquals(37, Value.of(37).logisticLoss(0).data(), 1e-12);
    }

    @Test
    void relu_hides_no_number_that_is_none_and_has_one_zero() {
        assertEquals(Double.NaN, Value.of(Double.NaN).relu().data());
        assertEquals(0.0, Value.of(-0.0).relu().data()); // not the -0.0 that x >= 0 ? x : 0 would pass on
    }

    @Test
    void relu_of_x_minus_relu_of_minus_x_shows_the_convention_at_0() {
        Value t = Value.of(0);
        t.relu().sub(t.neg().relu()).backward();
        assertEquals(0, t.grad());
    }

    @Test
    void max_of_a_value_with_itself_has_the_derivative_1() {
        x.max(x).backward();
        assertEquals(1, x.grad());
    }

    /** Where loss and gradient through the prediction are NaN or infinite, the fused loss is exact. */
    @Test
    void logistic_loss_is_stable_for_every_logit() {
        check(40, 0, 40, 1);
        check(40, 1, 4.248354255291589e-18, -4.248354255291589e-18);
        check(-800, 1, 800, -1);
        check(1e4, 0, 1e4, 1);
        check(-1e4, 1, 1e4, -1);
        check(1e4, 1, 0, 0);
        check(0, 0.5, Math.log(2), 0);
    }

    @Test
    void softplus_is_stable_far_out() {
        double[][] far = {{1e4, 1e4, 1}, {-1e4, 0, 0}, {40, 40, 1}, {-40, 4.248354255291589e-18, 4.248354255291589e-18}
        };
        for (double[] at : far) {
            Value s = Value.of("s", at[0]), y = s.softplus();
            y.backward();
            assertEquals(at[1], y.data(), 1e-15 * at[1]);
            assertEquals(at[2], s.grad(), 1e-15 * at[2]);
        }
    }

    private static void check(double s, double target, double loss, double slope) {
        Value logit = Value.of("s", s);
        Value l = logit.logisticLoss(target);
        l.backward();
        assertEquals(loss, l.data(), 1e-15 * Math.abs(loss));
        assertEquals(slope, logit.grad(), 1e-15 * Math.abs(slope));
    }

    @Test
    void thirty_doublings_are_31_values() {
        Value d = Value.of("x", 1), f = d;
        for (int i = 0; i < 30; i++) f = f.add(f);
        assertEquals(31, f.forwardOrder().size());
        f.backward();
        assertEquals(1_073_741_824, d.grad());
    }

    @Test
    void a_chain_of_a_hundred_thousand_values_needs_no_deep_stack() throws Exception {
        Value start = Value.of("x", 3);
        double[] result = new double[2];
        Thread small = new Thread(
                null,
                () -> {
                    Value f = start;
                    for (int i = 0; i < 100_000; i++) f = f.neg();
                    f.backward();
                    if (!f.toString().endsWith(" = 3, grad 1")
                            || Trace.of(f).nodes().size() != 100_001) return;
                    result[0] = f.data();
                    result[1] = start.grad();
                },
                "small stack",
                64 * 1024);
        small.start();
        small.join();
        assertEquals(3, result[0]);
        assertEquals(1, result[1]);
    }

    @Test
    void operands_come_before_what_is_made_of_them_and_the_output_is_last() {
        for (long seed = 0; seed < 100; seed++) {
            Value f = RandomExpression.of(seed);
            List<Value> order = f.forwardOrder();
            List<Value> seen = new ArrayList<>();
            for (Value v : order) {
                assertTrue(seen.containsAll(v.inputs()), "seed " + seed);
                assertTrue(!seen.contains(v), "seed " + seed);
                seen.add(v);
            }
            assertSame(f, order.get(order.size() - 1));
        }
    }

    @Test
    void a_power_with_the_same_exponent_is_the_same_gate() {
        for (double n : new double[] {-4, -1, 0, 2, 4, 5, 7.5, -0.25}) {
            assertSame(Gates.power(n), Gates.power(n), "exponent " + n);
            assertEquals(Math.pow(3, n), Value.of(3).pow(n).data(), "exponent " + n);
        }
        assertEquals("pow(5)", Gates.power(5).name());
        assertEquals("pow(-4)", Gates.power(-4).name());
    }

    @Test
    void lists_are_kept_in_order_and_later_changes_to_them_do_not_matter() {
        List<Value> weights = new ArrayList<>(List.of(x, y));
        Value dot = Value.dot(weights, List.of(z, z));
        weights.clear();
        assertEquals(List.of(x, y, z, z), dot.inputs());
        dot.backward();
        assertEquals(3, z.grad());
    }

    @Test
    void a_leaf_can_be_set_for_the_next_forward_pass() {
        Value w = Value.of("w", 1);
        Value before = w.mul(3);
        w.set(2);
        assertEquals(3, before.data());
        assertEquals(6, w.mul(3).data());
    }

    @Test
    void the_gradient_of_one_pass_leaves_the_stored_ones_alone() {
        Value f = x.add(y).mul(z);
        f.backward(10);
        double[] gradient = f.gradient(List.of(z, x, Value.of(1)));
        assertEquals(
                List.of(3.0, -4.0, 0.0),
                java.util.Arrays.stream(gradient).boxed().toList());
        assertEquals(-40, x.grad());
        assertEquals(10, f.grad());
    }

    @Test
    void threads_walk_their_own_graphs_at_the_same_time() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Double> work = () -> {
                Value t = Value.of("t", 0.5);
                for (int i = 0; i < 2_000; i++) {
                    Value f = t;
                    for (int k = 0; k < 20; k++) f = f.add(f);
                    f.backward();
                }
                return t.grad();
            };
            List<Future<Double>> results = pool.invokeAll(java.util.Collections.nCopies(8, work));
            for (Future<Double> result : results) assertEquals(2_000.0 * (1 << 20), result.get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void prints_its_name_number_and_gradient() {
        Value f = x.add(y).mul(z).named("f");
        assertEquals("f = -12", f.toString());
        f.backward();
        assertEquals("f = -12, grad 1", f.toString());
        assertEquals("x = -2, grad -4", x.toString());
        assertEquals("2.5", Value.of(2.5).toString());
        assertEquals("x + 1 = -1", x.add(1).toString());
    }

    @Test
    void after_two_billion_walks_the_marks_begin_again() {
        int walks = Walk.WALKS.get();
        try {
            Walk.WALKS.set(Integer.MAX_VALUE);
            Value a = Value.of("a", 3), f = a.mul(a).add(a);
            f.backward();
            assertEquals(7, a.grad());
            assertEquals(3, f.forwardOrder().size());
        } finally {
            Walk.WALKS.set(walks);
        }
    }
}
