package gradbook.derivative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivationTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);

    /** Chosen so that too many products are written for one line: the paths get a heading of their own. */
    @Test
    void a_name_in_a_latex_sentence_is_set_as_a_formula() {
        Value w = Value.of("w_1", 2), odd = Value.of("50% & more", 3);
        Value f = w.mul(odd).add(w.exp().sin().mul(w)).add(w.mul(w)).named("f");
        String latex = Derivation.of(f, w).latex();
        assertTrue(latex.contains("\\text{5 paths from }f\\text{ to }w_{1}\\text{:}"), latex);
        assertTrue(latex.contains("\\mathrm{50\\%\\ \\&\\ more}"), latex);
        assertTrue(Derivation.of(f, w).text().contains("5 paths from f to w_1:"));
    }

    /** B §2, line by line. */
    @Test
    void chain_rule_as_text() {
        Value f = x.add(y).named("q").mul(z).named("f");
        assertEquals("""
                Forward:
                q = x + y = -2 + 5 = 3
                f = q z = 3 · (-4) = -12

                Local derivatives:
                ∂f/∂q = z = -4
                ∂f/∂z = q = 3
                ∂q/∂x = 1
                ∂q/∂y = 1

                The chain rule:
                ∂f/∂x = ∂f/∂q · ∂q/∂x = (-4) · 1 = -4
                ∂f/∂y = ∂f/∂q · ∂q/∂y = (-4) · 1 = -4
                ∂f/∂z = q = 3
                """, Derivation.of(f).text());
    }

    @Test
    void chain_rule_as_latex() {
        Value f = x.add(y).named("q").mul(z).named("f");
        String latex = Derivation.of(f, x).latex();
        assertTrue(latex.startsWith("\\begin{aligned}\n") && latex.endsWith("\\end{aligned}"), latex);
        assertTrue(latex.contains("& f = q\\,z = 3 \\cdot (-4) = -12 \\\\"), latex);
        assertTrue(
                latex.contains(
                        "& \\frac{\\partial f}{\\partial x} = \\frac{\\partial f}{\\partial q} \\cdot \\frac{\\partial q}{\\partial"
                                + " x} = (-4) \\cdot 1 = -4 \\\\"),
                latex);
    }

    @Test
    void chain_rule_in_words_has_no_symbol() {
        Value f = x.add(y).named("q").mul(z).named("f");
        String words = Derivation.of(f, x).words();
        assertTrue(words.contains("f is q times z, which is 3 times minus 4, which is minus 12.\n"), words);
        assertTrue(
                words.contains(
                        "the derivative of f with respect to x is the derivative of f with respect to q times the"
                                + " derivative of q with respect to x, which is minus 4 times 1, which is minus 4.\n"),
                words);
        assertTrue(words.matches("[\\p{L}\\d.,:\\s]+"), words);
    }

    /** (x + y) x at (-2, 5): one term for each path. */
    @Test
    void fan_out_gives_a_sum_over_the_copies() {
        Value f = x.add(y).named("q").mul(x).named("f");
        String text = Derivation.of(f, x).text();
        assertTrue(
                text.contains("x is used 2 times: the copy gate makes x(1), x(2), and their gradients add\n"
                        + "∂f/∂x = ∂f/∂q · ∂q/∂x(1) + ∂f/∂x(2) = (-2) · 1 + 3 = 1\n"),
                text);
        assertTrue(Derivation.of(f, x).words().contains("copy 1 of x and copy 2 of x"));
        assertTrue(Derivation.of(f, x).latex().contains("{x}_{(1)}"));
        Value indexed = Value.of("x1", 3); // LaTeX refuses two subscripts on one symbol: x_{1}_{(1)}
        assertTrue(Derivation.of(indexed.mul(indexed)).latex().contains("{x_{1}}_{(1)}"));
    }

    @Test
    void an_intermediate_value_is_named_by_its_number_and_a_constant_has_no_derivative() {
        String text = Derivation.of(x.mul(3).sin()).text();
        assertTrue(text.contains("v1 = 3x = 3 · (-2) = -6\n"), text);
        assertTrue(text.contains("∂v2/∂v1 = cos(v1) = 0.96017\n"), text);
        assertTrue(!text.contains("∂3"), text);
    }

    @Test
    void long_sums_get_a_line_for_each_path() {
        Value f = x.mul(2)
                .sin()
                .exp()
                .add(x.mul(3).cos().exp())
                .mul(x.add(1).pow(2))
                .named("f");
        String text = Derivation.of(f, x).text();
        assertTrue(text.contains("3 paths from f to x:\n"), text);
    }

    /** Thirty doublings: 2^30 paths are counted, not walked. */
    @Test
    void paths_that_explode_are_counted_and_the_first_are_written() {
        Value start = Value.of("x", 1), f = start;
        for (int i = 0; i < 30; i++) f = f.add(f);
        String text = Derivation.of(f.named("y"), start).text();
        assertTrue(text.contains("1073741824 paths from y to x, of which the first 12 are written:\n"), text);
        assertTrue(text.contains("The backward walk adds up all paths in one visit to each of 31 values\n"), text);
        assertTrue(text.endsWith("∂y/∂x = 1073741824\n"), text);
    }

    @Test
    void a_graph_too_large_for_a_page_gets_its_results_only() {
        Value f = x;
        for (int i = 0; i < 300; i++) f = f.add(1);
        String text = Derivation.of(f.named("f")).text();
        assertEquals("""
                This graph has 601 values, and a derivation is written for at most 200: derive a part of it. The results:
                ∂f/∂x = 1
                """, text);
    }

    @Test
    void by_itself_a_value_has_the_derivative_1_and_200_values_still_fit_a_page() {
        Value f = x.add(y).named("f");
        assertTrue(
                Derivation.of(f, f).text().endsWith("∂f/∂f = 1\n"),
                Derivation.of(f, f).text());
        assertEquals(Derivation.of(f).text(), Derivation.of(f).toString());
        Value g = x;
        for (int i = 0; i < 199; i++) g = g.neg();
        assertTrue(Derivation.of(g.named("g")).text().startsWith("Forward:\nv1 = -x"));
        assertTrue(Derivation.of(g.neg().named("h")).text().startsWith("This graph has 201 values"));
    }

    @Test
    void a_gate_without_symbols_shows_its_numbers() {
        Gate least = Gate.binary("least", Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 0 : 1);
        String text = Derivation.of(x.apply(least, y).named("m")).text();
        assertTrue(text.contains("m = least(x, y) = least(-2, 5) = -2\n"), text);
        assertTrue(text.contains("∂m/∂x = 1\n∂m/∂y = 0\n"), text);
    }

    @Test
    void what_is_not_in_the_graph_cannot_be_derived() {
        assertEquals(
                "`z` is not part of x + y: the derivative is 0, and there is nothing to derive.",
                assertThrows(IllegalArgumentException.class, () -> Derivation.of(x.add(y), z))
                        .getMessage());
    }

    /** B §5.4 to six digits. */
    @Test
    void logistic_regression() {
        Value w1 = Value.of("w1", 0.3), w2 = Value.of("w2", -0.7), b = Value.of("b", 0.1);
        Value s = Value.dot(List.of(w1, w2), List.of(Value.of("x1", 2), Value.of("x2", -1)))
                .add(b)
                .named("s");
        String text = Derivation.of(s.logisticLoss(1).named("L"), w1).text();
        assertTrue(text.contains("v1 = w1 x1 + w2 x2 = 0.3 · 2 + (-0.7) · (-1) = 1.3\n"), text);
        assertTrue(text.contains("∂L/∂s = sigmoid(s) - 1 = -0.197816\n"), text);
        assertTrue(text.contains("∂L/∂w1 = ∂L/∂s · ∂s/∂v1 · ∂v1/∂w1 = (-0.197816) · 1 · 2 = -0.395632\n"), text);
    }
}
