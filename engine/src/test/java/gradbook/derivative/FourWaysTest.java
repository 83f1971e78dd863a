package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourWaysTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
    final Value f = x.add(y).mul(z);

    @Test
    void all_ways_agree_on_the_chain_rule_and_count_their_evaluations() {
        FourWays ways = FourWays.of(f, at -> new double[] {at[2], at[2], at[0] + at[1]});
        assertEquals(List.of("x", "y", "z"), ways.inputs());
        for (FourWays.Row row : ways.rows())
            assertArrayEquals(new double[] {-4, -4, 3}, row.gradient(), 2e-7, row.way());
        assertEquals(
                List.of(1L, 4L, 6L, 3L, 3L, 1L),
                ways.rows().stream().map(FourWays.Row::evaluations).toList());
        assertTrue(ways.toString().contains("automatic, reverse mode"));
        assertTrue(ways.toString().endsWith(FourWays.COUNTED + "\n"));
    }

    @Test
    void forward_differences_see_a_large_input_move() {
        FourWays ways = FourWays.of(Value.of("x", 1e9).mul(2));
        assertArrayEquals(new double[] {2}, ways.rows().get(0).gradient(), 1e-7, ways.toString());
    }

    /**
     * By hand for (x y) z: an evaluation takes 2 products. Of the formulas y z, x z and x y each takes 1. A dual pass
     * along x or y multiplies a tangent twice, along z once, besides the 2 products. Backward each product has 2 edges.
     */
    @Test
    void multiply_adds_are_counted_as_they_run() {
        FourWays ways = FourWays.of(x.mul(y).mul(z));
        assertEquals(
                List.of(4 * 2L, 6 * 2L, 3 * 1L, 4L + 4 + 3, 2 + 2 * 2L),
                ways.rows().stream().map(FourWays.Row::multiplyAdds).toList());
    }

    /** w · (2, 3): one dot of 2 products; a dual pass has one tangent; the numbers 2 and 3 need no gradient. */
    @Test
    void a_dot_product_counts_its_pairs() {
        FourWays ways = FourWays.of(Value.dot(List.of(x, y), List.of(Value.of(2), Value.of(3))));
        assertEquals(
                List.of(3 * 2L, 4 * 2L, 0L, 3L + 3, 2 + 2L),
                ways.rows().stream().map(FourWays.Row::multiplyAdds).toList());
    }

    @Test
    void the_table_has_a_row_for_each_way() {
        FourWays ways = FourWays.of(f, at -> new double[] {at[2], at[2] + 0.5, at[0] + at[1]});
        List<String> lines = ways.toString().lines().toList();
        assertEquals(
                "way ∂/∂x ∂/∂y ∂/∂z evaluations multiply-adds", lines.get(0).replaceAll(" +", " "));
        assertEquals("manual -4 -3.5 3 1", lines.get(2).replaceAll(" +", " "));
        assertEquals("automatic, reverse mode -4 -4 3 1 3", lines.get(7).replaceAll(" +", " "));
    }

    @Test
    void a_manual_gradient_of_the_wrong_length_gets_a_sentence() {
        assertEquals(
                "Your function should return 3 derivatives, in the order x, y, z, and returned 2.",
                assertThrows(IllegalArgumentException.class, () -> FourWays.of(f, at -> new double[2]))
                        .getMessage());
    }

    /** C's O(P²) against O(P), counted on dense nets with one sample: forward, forward differences, backward. */
    @ParameterizedTest
    @CsvSource({
        "2-3-1, 13, 9, 126, 21",
        "10-20-1, 241, 220, 53240, 460",
        "100-100-10, 11110, 11000, 122221000, 23000",
        "784-128-10, 101770, 101632, 10343190272, 204544"
    })
    void cost_of_a_dense_net(String sizes, int parameters, long forward, long differences, long reverse) {
        List<Value> in = new ArrayList<>();
        String[] widths = sizes.split("-");
        for (int i = 0; i < Integer.parseInt(widths[0]); i++) in.add(Value.of(0.5));
        for (int l = 1; l < widths.length; l++) {
            List<Value> out = new ArrayList<>();
            for (int j = 0; j < Integer.parseInt(widths[l]); j++) {
                List<Value> weights = new ArrayList<>();
                for (int i = 0; i < in.size(); i++) weights.add(Value.of("w", 0.01));
                out.add(Value.dot(weights, in).add(Value.of("b", 0)).sigmoid());
            }
            in = List.copyOf(out);
        }
        Cost cost = Cost.of(Value.sum(in));
        assertEquals(parameters, cost.inputs());
        assertEquals(forward, cost.forward());
        assertEquals(differences, cost.forwardDifferences());
        assertEquals(reverse, cost.reverse());
        assertEquals(parameters * reverse, cost.forwardMode());
    }

    @Test
    void null_is_told_as_such() {
        String sentence = "The expression is null: make it first, for example Value f = x.add(y).mul(z);";
        for (Executable call : List.<Executable>of(
                () -> ScalarFunction.of(null),
                () -> ScalarFunction.of(null, List.of(x)),
                () -> GradientCheck.of((Value) null),
                () -> FourWays.of(null)))
            assertEquals(
                    sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
        assertEquals(
                "One of the inputs is null: make it first, for example with Value.of(\"x\", -2).",
                assertThrows(IllegalArgumentException.class, () -> ScalarFunction.of(f, Arrays.asList(x, null)))
                        .getMessage());
    }

    @Test
    void a_graph_evaluates_elsewhere() {
        ScalarFunction function = ScalarFunction.of(f);
        assertEquals(-4, function.applyAsDouble(new double[] {1, -3, 2}));
        assertEquals(new Dual(-12, 3), function.dual(function.point(), new double[] {0, 0, 1}));
        assertEquals(new Dual(-12, -4 + -4 + 3), function.dual(function.point(), new double[] {1, 1, 1}));
        assertEquals(Double.NaN, ScalarFunction.of(y.log()).applyAsDouble(new double[] {-1}));
        assertEquals(
                "The point has 2 numbers, but the function has 3 inputs: x, y, z.",
                assertThrows(IllegalArgumentException.class, () -> function.applyAsDouble(new double[2]))
                        .getMessage());
        assertEquals(
                "The point has 2 numbers, but the function has 3 inputs: x, y, z.",
                assertThrows(IllegalArgumentException.class, () -> function.dual(new double[2], new double[3]))
                        .getMessage());
        assertEquals(
                "The direction has 4 numbers, but the function has 3 inputs: x, y, z.",
                assertThrows(IllegalArgumentException.class, () -> function.dual(new double[3], new double[4]))
                        .getMessage());
        assertEquals(
                "A graph is a function of its leaves, and `q` is the output of the neg gate. Vary its inputs instead, or"
                        + " make it a leaf: Value.of(\"q\", 2).",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ScalarFunction.of(f, List.of(x.neg().named("q"))))
                        .getMessage());
        assertEquals(
                "A graph is a function of its leaves, and `x + y` is the output of the add gate. Vary its inputs instead,"
                        + " or make it a leaf: Value.of(\"a\", 3).",
                assertThrows(IllegalArgumentException.class, () -> ScalarFunction.of(f, List.of(x.add(y))))
                        .getMessage());
    }
}
