package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Formulas as a person would write them. */
class FormulaTest {
    final Value x = Value.of("x", 2), y = Value.of("y", 3), z = Value.of("z", -4);

    static void written(Value v, String text, String latex, String words) {
        assertEquals(text, Formula.of(v, Style.TEXT));
        assertEquals(latex, Formula.of(v, Style.LATEX));
        assertEquals(words, Formula.of(v, Style.WORDS));
    }

    @Test
    void products_are_written_side_by_side_with_brackets_only_where_needed() {
        written(x.add(y).mul(z), "(x + y) z", "(x + y)\\,z", "open bracket x plus y close bracket times z");
        written(x.mul(3), "3x", "3x", "3 times x");
        written(x.mul(y).add(z), "x y + z", "x\\,y + z", "x times y plus z");
        written(x.mul(y.mul(z)), "x y z", "x\\,y\\,z", "x times y times z");
        written(Value.of(2).mul(-4), "2 · (-4)", "2 \\cdot (-4)", "2 times minus 4");
    }

    @Test
    void a_number_goes_first_in_a_product_with_its_sign() {
        written(x.mul(-2), "-2x", "-2x", "minus 2 times x");
        written(y.add(x.mul(-2)), "y - 2x", "y - 2x", "y minus 2 times x");
        written(y.sub(x.mul(-2)), "y - (-2x)", "y - (-2x)", "y minus minus 2 times x");
        written(x.mul(-2).mul(3), "3 · (-2x)", "3 \\cdot (-2x)", "3 times minus 2 times x");
        written(x.mul(-2).pow(2), "(-2x)^2", "(-2x)^{2}", "open bracket minus 2 times x close bracket squared");
        written(x.add(y).mul(-2), "-2 (x + y)", "-2(x + y)", "minus 2 times open bracket x plus y close bracket");
        written(y.mul(x.mul(2)), "2y x", "2y\\,x", "2 times y times x");
        written(y.mul(x.mul(-2)), "-2y x", "-2y\\,x", "minus 2 times y times x");
        written(x.mul(-2).mul(y), "-2x y", "-2x\\,y", "minus 2 times x times y");
        written(
                x.add(y).mul(z.pow(2).mul(3)),
                "3 (x + y) z^2",
                "3(x + y)\\,z^{2}",
                "3 times open bracket x plus y close bracket times z squared");
        written(x.mul(1), "1 · x", "1 \\cdot x", "1 times x");
        written(x.mul(-1), "-1 · x", "-1 \\cdot x", "minus 1 times x");
    }

    @Test
    void signs() {
        written(x.neg().add(y), "-x + y", "-x + y", "minus x plus y");
        written(x.add(y.neg()), "x - y", "x - y", "x minus y");
        written(x.add(-4), "x - 4", "x - 4", "x minus 4");
        written(x.sub(y.sub(z)), "x - (y - z)", "x - (y - z)", "x minus open bracket y minus z close bracket");
        written(x.mul(y.neg()), "x (-y)", "x\\,(-y)", "x times open bracket minus y close bracket");
        written(x.add(y).neg(), "-(x + y)", "-(x + y)", "minus open bracket x plus y close bracket");
    }

    @Test
    void quotients_powers_and_functions() {
        written(x.div(y.mul(z)), "x / (y z)", "\\frac{x}{y\\,z}", "x over open bracket y times z close bracket");
        written(x.div(y).mul(z), "(x / y) z", "\\frac{x}{y}\\,z", "open bracket x over y close bracket times z");
        written(x.add(1).pow(2), "(x + 1)^2", "(x + 1)^{2}", "open bracket x plus 1 close bracket squared");
        written(x.pow(-1), "x^(-1)", "x^{-1}", "x to the power minus 1");
        written(
                Value.of(2).div(x.neg().exp().sin()),
                "2 / sin(exp(-x))",
                "\\frac{2}{\\sin\\left(e^{-x}\\right)}",
                "2 over sine of open bracket e to the power open bracket minus x close bracket close bracket");
        written(
                z.abs().sqrt(),
                "sqrt(|z|)",
                "\\sqrt{\\left|z\\right|}",
                "the square root of open bracket the absolute value of z close bracket");
        written(
                x.sigmoid().log(),
                "log(sigmoid(x))",
                "\\log(\\sigma(x))",
                "log of open bracket sigmoid of x close bracket");
        written(x.max(y), "max(x, y)", "\\max(x, y)", "the maximum of x and y");
    }

    @Test
    void a_number_in_the_base_of_a_power_gets_the_brackets_it_needs() {
        written(
                Value.of(1.5e-7).pow(2),
                "1.5e-7^2",
                "\\left(1.5 \\cdot 10^{-7}\\right)^{2}",
                "open bracket 1.5 times 10 to the power minus 7 close bracket squared");
        written(Value.of(-2).pow(2), "(-2)^2", "(-2)^{2}", "open bracket minus 2 close bracket squared");
        written(Value.of(3).pow(2), "3^2", "3^{2}", "3 squared");
        written(x.mul(1.5e-7), "1.5e-7 · x", "1.5 \\cdot 10^{-7}x", "1.5 times 10 to the power minus 7 times x");
        written(x.mul(1e20), "1e20 · x", "1 \\cdot 10^{20}x", "1 times 10 to the power 20 times x");
        written(
                x.mul(y).mul(-1e20),
                "-1e20 · x y",
                "-1 \\cdot 10^{20}x\\,y",
                "minus 1 times 10 to the power 20 times x times y");
    }

    @Test
    void a_name_is_neither_a_power_of_ten_nor_an_index() {
        assertEquals("2 e1", Formula.of(Value.of("e1", 3).mul(2), Style.TEXT));
        assertEquals("2e", Formula.of(Value.of("e", 3).mul(2), Style.TEXT));
        assertEquals("2x1", Formula.of(Value.of("x1", 3).mul(2), Style.TEXT));
        Gate gate = Gate.unary("my_gate", a -> a, a -> 1);
        assertEquals("\\operatorname{my\\_gate}(x)", Formula.of(x.apply(gate), Style.LATEX));
    }

    @Test
    void whole_sums() {
        written(Value.dot(List.of(x, y), List.of(z, z)), "x z + y z", "x\\,z + y\\,z", "x times z plus y times z");
        List<Value> many =
                IntStream.rangeClosed(1, 20).mapToObj(i -> Value.of("a" + i, i)).toList();
        assertEquals("a1 + a2 + a3 + … + a20", Formula.of(Value.sum(many), Style.TEXT));
        assertEquals("a_{1} + a_{2} + a_{3} + \\cdots + a_{20}", Formula.of(Value.sum(many), Style.LATEX));
        assertEquals("a1 plus a2 plus a3 plus and so on plus a20", Formula.of(Value.sum(many), Style.WORDS));
        assertEquals("a1 + a2 + a3 + … + a9", Formula.of(Value.sum(many.subList(0, 9)), Style.TEXT));
        assertEquals("a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8", Formula.of(Value.sum(many.subList(0, 8)), Style.TEXT));
        assertEquals("x", Formula.of(Value.sum(List.of(x)), Style.TEXT));
    }

    @Test
    void a_label_is_cut_at_forty_letters_and_an_unnamed_leaf_is_its_number() {
        Value forty = x.add(Value.of("b".repeat(36), 1)), longer = x.add(Value.of("b".repeat(37), 1));
        assertEquals("x + " + "b".repeat(36), Formula.label(forty));
        assertEquals("x + " + "b".repeat(35) + "…", Formula.label(longer));
        assertEquals("2.5", Formula.label(Value.of(2.5)));
        assertEquals("x", Formula.label(x));
    }

    @Test
    void a_formula_can_stop_at_names_or_go_through_them() {
        Value f = x.add(y).named("q").mul(z).named("f");
        assertEquals("q z", Formula.cut(f, Style.TEXT));
        assertEquals("(x + y) z", Formula.of(f, Style.TEXT));
    }

    /** A formula, read by the rules of a textbook, means what the graph computes: brackets stand wherever they must. */
    @Test
    void a_random_formula_means_what_the_graph_computes() {
        int read = 0;
        for (long seed = 0; seed < RandomExpression.COUNT; seed++) {
            Value f = RandomExpression.of(seed);
            Map<String, Double> names = new HashMap<>();
            for (Value v : f.forwardOrder()) if (v.isLeaf() && v.name() != null) names.put(v.name(), v.data());
            String formula = Formula.of(f, Style.TEXT);
            if (formula.contains("…")) continue;
            double tolerance = 1e-6 * Math.max(1, Math.abs(f.data()));
            assertEquals(f.data(), FormulaReader.evaluate(formula, names), tolerance, "seed " + seed + ": " + formula);
            read++;
        }
        assertTrue(read > 0.9 * RandomExpression.COUNT, read + " were short enough to read");
    }

    @Test
    void a_shared_graph_does_not_write_an_exponential_formula() {
        Value f = x;
        for (int i = 0; i < 60; i++) f = f.mul(f);
        assertTrue(Formula.of(f, Style.TEXT).length() < 4_100);
    }

    @Test
    void numbers() {
        assertEquals("3", Style.TEXT.number(3.0));
        assertEquals("0", Style.TEXT.number(-0.0));
        assertEquals("0.8021838886", Style.TEXT.number(0.80218388855858));
        assertEquals("0.802184", Style.TEXT.number(0.80218388855858, 6));
        assertEquals("1234567", Style.TEXT.number(1234567, 6)); // an integer keeps its digits
        assertEquals("1.5e-9", Style.TEXT.number(1.5e-9));
        assertEquals("-1.5 \\cdot 10^{-9}", Style.LATEX.number(-1.5e-9));
        assertEquals("minus 1.5 times 10 to the power minus 9", Style.WORDS.number(-1.5e-9));
        assertEquals("10", Style.TEXT.number(9.99999999999));
        assertEquals("1000", Style.LATEX.number(999.9999999, 6));
        assertEquals("-1000", Style.TEXT.number(-1000.0003, 7));
        assertEquals("20", Style.TEXT.number(16.5, 1));
        assertEquals("0.000001", Style.TEXT.number(0.99999999999e-6));
        assertEquals("1.5e15", Style.TEXT.number(1.5e15));
        assertEquals("-∞", Style.TEXT.number(Double.NEGATIVE_INFINITY));
        assertEquals("NaN", Style.TEXT.number(Double.NaN));
        assertEquals("\\mathrm{NaN}", Style.LATEX.number(Double.NaN));
        assertEquals("not a number", Style.WORDS.number(Double.NaN));
        assertEquals("∞", Style.TEXT.number(Double.POSITIVE_INFINITY));
        assertEquals("-\\infty", Style.LATEX.number(Double.NEGATIVE_INFINITY));
        assertEquals("minus infinity", Style.WORDS.number(Double.NEGATIVE_INFINITY));
        assertEquals("minus 0.5", Style.WORDS.number(-0.5));
        assertEquals("999999999999999", Style.TEXT.number(999_999_999_999_999.0));
        assertEquals("1e15", Style.TEXT.number(1e15));
        assertEquals("-1e15", Style.TEXT.number(-1e15));
        assertEquals("123456789000", Style.TEXT.number(123_456_789_000.5, 9));
        assertEquals("1.23456789e12", Style.TEXT.number(1_234_567_890_000.5, 9));
    }

    @Test
    void names_in_latex() {
        assertEquals("x_{1}", Style.LATEX.name("x1"));
        assertEquals("w_{12}", Style.LATEX.name("w_12"));
        assertEquals("\\hat{y}", Style.LATEX.name("yhat"));
        assertEquals("\\sigma", Style.LATEX.name("sigma"));
        assertEquals("\\theta_{2}", Style.LATEX.name("theta2"));
        assertEquals("\\mathrm{loss}", Style.LATEX.name("loss"));
        assertEquals("\\mathrm{my\\_loss}", Style.LATEX.name("my_loss"));
        assertEquals("x'", Style.LATEX.name("x'"));
        assertEquals("\\mathrm{a\\ b\\%}", Style.LATEX.name("a b%"));
        assertEquals("\\mathrm{x\\hat{}2}", Style.LATEX.name("x^2"));
        assertEquals("\\hat{\\mathrm{loss}}_{1}", Style.LATEX.name("losshat_1"));
        assertEquals("a b%", Style.TEXT.name("a b%"));
    }
}
