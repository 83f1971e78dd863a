package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Gate;
import gradbook.scalar.Gates;
import gradbook.scalar.RandomExpression;
import gradbook.scalar.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A thousand expressions of every gate, with values used more than once: all ways to their gradients agree. */
class RandomExpressionTest {
    @Test
    void every_built_in_gate_is_among_them() {
        Set<Gate> seen = new HashSet<>();
        for (long seed = 0; seed < RandomExpression.COUNT; seed++)
            for (Value v : RandomExpression.of(seed).forwardOrder()) seen.add(v.gate());
        assertTrue(seen.containsAll(Gates.all()));
    }

    @Test
    void backward_agrees_with_central_differences() {
        int kinks = 0, inputs = 0;
        for (long seed = 0; seed < RandomExpression.COUNT; seed++) {
            GradientCheck check = GradientCheck.of(RandomExpression.of(seed));
            assertTrue(check.passed(), "seed " + seed + "\n" + check);
            kinks += check.kinks().size();
            inputs += check.rows().size();
        }
        assertTrue(kinks < inputs / 100, kinks + " of " + inputs + " inputs were excused by a kink");
    }

    @Test
    void forward_mode_and_symbols_agree_with_backward() {
        LongStream.range(0, RandomExpression.COUNT).forEach(seed -> {
            Value f = RandomExpression.of(seed);
            ScalarFunction function = ScalarFunction.of(f);
            double[] reverse = f.gradient(function.inputs());
            double size = 1 + largest(reverse);
            assertArrayEquals(reverse, FourWays.forwardMode(function), 1e-10 * size, "seed " + seed);
            double[] symbolic = function.inputs().stream()
                    .mapToDouble(x -> Symbolic.derivative(f, x).data())
                    .toArray();
            assertArrayEquals(reverse, symbolic, 1e-9 * size, "seed " + seed);
        });
    }

    @Test
    void a_second_backward_doubles_every_leaf_and_no_number_moves() {
        LongStream.range(0, RandomExpression.COUNT).forEach(seed -> {
            Value f = RandomExpression.of(seed);
            List<Value> order = f.forwardOrder();
            double[] numbers = order.stream().mapToDouble(Value::data).toArray();
            f.backward();
            double[] once = order.stream().mapToDouble(Value::grad).toArray();
            f.backward();
            for (int i = 0; i < once.length; i++) {
                Value v = order.get(i);
                if (v.isLeaf()) assertEquals(2 * once[i], v.grad(), 1e-12 * Math.abs(once[i]), "seed " + seed);
                else assertEquals(once[i], v.grad(), "seed " + seed);
            }
            assertArrayEquals(numbers, order.stream().mapToDouble(Value::data).toArray(), "seed " + seed);
        });
    }

    @Test
    void checking_and_evaluating_elsewhere_leave_the_graph_alone() {
        LongStream.range(0, RandomExpression.COUNT / 6).forEach(seed -> {
            Value f = RandomExpression.of(seed);
            f.backward(2);
            List<Value> order = f.forwardOrder();
            double[] numbers = order.stream().mapToDouble(Value::data).toArray();
            double[] gradients = order.stream().mapToDouble(Value::grad).toArray();
            GradientCheck.of(f);
            FourWays.of(f);
            Derivation.of(f).text();
            ScalarFunction function = ScalarFunction.of(f);
            assertEquals(f.data(), function.applyAsDouble(function.point()), "seed " + seed);
            function.applyAsDouble(new double[function.inputs().size()]);
            assertArrayEquals(numbers, order.stream().mapToDouble(Value::data).toArray(), "seed " + seed);
            assertArrayEquals(gradients, order.stream().mapToDouble(Value::grad).toArray(), "seed " + seed);
        });
    }

    private static double largest(double[] numbers) {
        double largest = 0;
        for (double d : numbers) largest = Math.max(largest, Math.abs(d));
        return largest;
    }
}
