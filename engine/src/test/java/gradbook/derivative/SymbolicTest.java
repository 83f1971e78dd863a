package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Formula;
import gradbook.scalar.Gate;
import gradbook.scalar.Style;
import gradbook.scalar.Value;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolicTest {
    final Value x = Value.of("x", 3), y = Value.of("y", 5);

    static String derivative(Value f, Value by) {
        return Formula.of(Symbolic.derivative(f, by), Style.TEXT);
    }

    @Test
    void derivatives_as_a_table_of_integrals_has_them() {
        assertEquals("1", derivative(x, x));
        assertEquals("0", derivative(y, x));
        assertEquals("y", derivative(x.mul(y), x));
        assertEquals("3", derivative(x.mul(3).add(4), x));
        assertEquals("3x^2", derivative(x.pow(3), x));
        assertEquals("2x", derivative(x.pow(2), x));
        assertEquals("cos(x)", derivative(x.sin(), x));
        assertEquals("-sin(x)", derivative(x.cos(), x));
        assertEquals("-exp(-x)", derivative(x.neg().exp(), x));
        assertEquals("1 / x", derivative(x.log(), x));
        assertEquals("x cos(x) + sin(x)", derivative(x.sin().mul(x), x));
        assertEquals("sigmoid(x) (1 - sigmoid(x))", derivative(x.sigmoid(), x));
        assertEquals("1 - tanh(x)^2", derivative(x.tanh(), x));
        assertEquals("-y / x^2", derivative(y.div(x), x));
        assertEquals("sigmoid(x) - 1", derivative(x.logisticLoss(1), x));
        assertEquals("y", derivative(Value.dot(List.of(x, y), List.of(y, y)), x));
    }

    /** Written by hand: the number in front with its sign, names before functions, one fraction, no number twice. */
    @Test
    void products_are_written_as_a_person_would() {
        Value z = Value.of("z", -4), w = Value.of("w", 2), q = x.div(y).named("q");
        assertEquals("-2y x^(-3)", derivative(y.mul(x.pow(-2)), x));
        assertEquals("-2y\\,x^{-3}", Formula.of(Symbolic.derivative(y.mul(x.pow(-2)), x), Style.LATEX));
        assertEquals(
                "minus 2 times y times x to the power minus 3",
                Formula.of(Symbolic.derivative(y.mul(x.pow(-2)), x), Style.WORDS));
        assertEquals("6y x", derivative(y.mul(3).mul(x.pow(2)), x));
        assertEquals("-2x exp(-x^2)", derivative(x.pow(2).neg().exp(), x));
        assertEquals("-4x exp(-2x^2)", derivative(x.pow(2).mul(-2).exp(), x));
        assertEquals("3x^2 sin(x) + x^3 cos(x)", derivative(x.pow(3).mul(x.sin()), x));
        assertEquals("y + 2x", derivative(x.mul(y).sub(x.pow(2).neg()), x));
        assertEquals("y + 6x", derivative(x.mul(y).sub(x.pow(2).mul(-3)), x));
        assertEquals("x / sqrt(x^2 + 1)", derivative(x.pow(2).add(1).sqrt(), x));
        assertEquals("-2x / (x^2 + 1)^2", derivative(Value.of(1).div(x.pow(2).add(1)), x));
        assertEquals("(w x - y) x", derivative(w.mul(x).sub(y).pow(2).mul(0.5), w));
        assertEquals("z (1 + sign(x - y)) / 2", derivative(x.max(y).mul(z), x));
        assertEquals("-x / (z (y / z)^2)", derivative(x.div(y.div(z)), y));
        assertEquals("z / (q y)", Formula.cut(Symbolic.derivative(q.log().mul(z), x), Style.TEXT)); // q stays whole
        assertEquals("2y x^(-3)", derivative(Symbolic.derivative(y.mul(x.pow(-1)), x), x));
    }

    /** C: the derivative of 2 / sin(exp(-x)), and its number in radians. */
    @Test
    void chain_of_four() {
        Value t = Value.of("x", -4.499);
        Value d = Symbolic.derivative(Value.of(2).div(t.neg().exp().sin()), t);
        assertEquals("2 cos(exp(-x)) exp(-x) / sin(exp(-x))^2", Formula.of(d, Style.TEXT));
        assertEquals(-80.3930566018, d.data(), 1e-9);
    }

    @Test
    void a_derivative_is_an_expression_that_can_be_derived_again() {
        Value second = Symbolic.derivative(Symbolic.derivative(x.sin(), x), x);
        assertEquals("-sin(x)", Formula.of(second, Style.TEXT));
        Value s = Value.of("s", 0);
        Value first = Symbolic.derivative(s.sigmoid(), s);
        assertEquals(0.25, first.data());
        first.backward();
        assertEquals(0, s.grad(), 1e-15); // the sigmoid has its inflection at 0
    }

    @Test
    void by_a_value_inside() {
        Value q = x.add(y).named("q");
        assertEquals("2q", Formula.cut(Symbolic.derivative(q.pow(2), q), Style.TEXT));
    }

    /**
     * C's claim: written out, the derivative of the logistic map swells; shared, it grows by the same amount each
     * time.
     */
    @Test
    void trees_swell_and_graphs_do_not() {
        Value start = Value.of("x", 0.3), l = start;
        long[] forwardTrees = {3, 9, 21, 45, 93}; // t(n + 1) = 2 t(n) + 3
        BigInteger tree = BigInteger.ONE;
        long graph = 0, growth = 0;
        for (int n = 2; n <= 6; n++) {
            l = Value.of(4).mul(l).mul(Value.of(1).sub(l));
            assertEquals(
                    new ExpressionSize(BigInteger.valueOf(forwardTrees[n - 2]), 3L * (n - 1)), ExpressionSize.of(l));
            ExpressionSize size = ExpressionSize.of(Symbolic.derivative(l, start));
            assertTrue(size.tree().compareTo(tree.multiply(BigInteger.TWO)) > 0, n + ": " + size);
            if (n > 3) assertEquals(growth, size.graph() - graph, n + ": " + size);
            growth = size.graph() - graph;
            tree = size.tree();
            graph = size.graph();
        }
        assertTrue(tree.intValue() > 10 * graph);
        for (int n = 7; n <= 100; n++) l = Value.of(4).mul(l).mul(Value.of(1).sub(l));
        ExpressionSize hundred = ExpressionSize.of(Symbolic.derivative(l, start));
        assertTrue(hundred.tree().bitLength() > 100, "more than 2^100 operations as a tree");
        assertEquals(graph + 94 * growth, hundred.graph());
    }

    @Test
    void a_gate_without_symbols_is_refused_with_what_to_do() {
        Gate least = Gate.binary("least", Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 0 : 1);
        assertEquals(
                "The gate least in least(x, y) declares no symbolic derivative for x. Give it one: gate.symbolic(...) with"
                        + " its local derivatives written in Values.",
                assertThrows(IllegalArgumentException.class, () -> Symbolic.derivative(x.apply(least, y), x))
                        .getMessage());
        Gate cube = Gate.unary("cube", a -> a * a * a, a -> 3 * a * a)
                .symbolic(a -> a.pow(2).mul(3));
        assertEquals("3x^2", derivative(x.apply(cube), x));
    }

    /** sqrt and x^0.5 have a vertical tangent at 0: backward says so, and so must the formula. */
    @Test
    void at_the_edge_of_a_domain_symbols_say_what_backward_says() {
        Value zero = Value.of("x", 0);
        for (Value f : List.of(zero.sqrt(), zero.pow(0.5), zero.sqrt().mul(3))) {
            assertEquals(Double.POSITIVE_INFINITY, Symbolic.derivative(f, zero).data());
            FourWays ways = FourWays.of(f);
            assertEquals(Double.POSITIVE_INFINITY, ways.rows().get(4).gradient()[0]);
        }
        assertEquals("1 / (2 sqrt(x))", derivative(zero.sqrt(), zero));
        assertTrue(Derivation.of(zero.sqrt().named("r")).text().contains("∂r/∂x = 1 / (2r) = ∞"));
        assertEquals("0", derivative(zero.pow(0), zero));
        assertEquals(
                0,
                Symbolic.derivative(zero.pow(0).add(zero.pow(1)).sub(zero), zero)
                        .data());
    }

    @Test
    void a_slope_may_be_a_whole_sum_or_a_sum_of_products() {
        Gate cube = Gate.unary("cube", a -> a * a * a, a -> 3 * a * a)
                .symbolic(a -> Value.dot(List.of(a, a, a), List.of(a, a, a)));
        assertEquals("x x + x x + x x", derivative(x.apply(cube), x));
        assertEquals(27, Symbolic.derivative(x.apply(cube), x).data());
        Gate square = Gate.unary("square", a -> a * a, a -> 2 * a).symbolic(a -> Value.sum(List.of(a, a)));
        assertEquals("x + x", derivative(x.apply(square), x));
        assertEquals(6, Symbolic.derivative(x.apply(square), x).data());
        Gate one = Gate.unary("one", a -> a, a -> 1)
                .symbolic(a -> Value.sum(List.of(a)).div(a));
        assertEquals(1, Symbolic.derivative(x.apply(one), x).data());
    }

    /** Three values added are two additions; a dot of two pairs is two products and one addition. */
    @Test
    void whole_sums_count_as_the_operations_that_they_are() {
        assertEquals(new ExpressionSize(BigInteger.TWO, 2), ExpressionSize.of(Value.sum(List.of(x, y, x))));
        assertEquals(new ExpressionSize(BigInteger.ZERO, 0), ExpressionSize.of(Value.sum(List.of(x))));
        assertEquals(
                new ExpressionSize(BigInteger.valueOf(3), 3),
                ExpressionSize.of(Value.dot(List.of(x, y), List.of(y, x))));
        assertEquals(new ExpressionSize(BigInteger.ONE, 1), ExpressionSize.of(x.add(y)));
        assertEquals(new ExpressionSize(BigInteger.ONE, 1), ExpressionSize.of(x.sin()));
        assertEquals(new ExpressionSize(BigInteger.ZERO, 0), ExpressionSize.of(x));
        Value three = Value.of(3), alsoThree = Value.of(3), four = Value.of(4);
        assertEquals(
                2, ExpressionSize.of(x.mul(three).add(x.mul(alsoThree))).graph()); // one product, shared, and the sum
        assertEquals(3, ExpressionSize.of(x.mul(three).add(x.mul(four))).graph());
    }

    /** What folding must leave standing: a number is not a name that happens to have its value. */
    @Test
    void only_numbers_are_folded_away() {
        Value one = Value.of("one", 1), zero = Value.of("zero", 0);
        assertEquals("one", derivative(x.mul(one), x));
        assertEquals("zero", derivative(x.mul(zero), x));
        assertEquals("one + zero", derivative(x.mul(one).add(x.mul(zero)), x));
        assertEquals("-y", derivative(x.mul(y.neg()), x));
        assertEquals("y", derivative(x.neg().mul(y.neg()), x));
        assertEquals("y / one", derivative(x.mul(y).div(one), x));
        assertEquals("6", derivative(x.mul(2).mul(3), x));
    }

    @Test
    void two_gates_of_one_name_are_two_gates() {
        Gate f = Gate.unary("f", a -> a + 1, a -> 1), other = Gate.unary("f", a -> 2 * a, a -> 2);
        assertEquals(3, ExpressionSize.of(x.apply(f).add(x.apply(other))).graph());
        assertEquals(2, ExpressionSize.of(x.apply(f).add(x.apply(f))).graph());
        assertEquals(2, ExpressionSize.of(x.pow(7.5).add(x.pow(7.5))).graph());
        Gate cube = Gate.unary("pow(1)", a -> a * a * a, a -> 3 * a * a);
        Gate outer = Gate.unary("outer", a -> a, a -> 1).symbolic(a -> a.apply(cube));
        assertEquals(27, Symbolic.derivative(x.apply(outer), x).data());
    }
}
