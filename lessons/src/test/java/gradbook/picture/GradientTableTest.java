package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Value;
import gradbook.show.Pages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class GradientTableTest {

    @Test
    void should_multiply_upstream_by_local_at_every_edge() {
        Value f = Graphs.product();
        f.backward();
        assertEquals("""
                The gradient of f at every edge: upstream times local gives downstream
                into  at         value  upstream  local  downstream
                ────  ─────────  ─────  ────────  ─────  ──────────
                q     f = q z        3         1     -4          -4
                z     f = q z       -4         1      3           3
                x     q = x + y     -2        -4      1          -4
                y     q = x + y      5        -4      1          -4""", GradientTable.of(f).text());
    }

    @Test
    void should_not_call_what_two_outputs_sent_back_the_gradient_of_one() {
        Value q = Value.of("x", -2).add(Value.of("y", 5)).named("q");
        Value f = q.mul(Value.of("z", -4)).named("f"),
                g = q.mul(Value.of("w", 5)).named("g");
        f.backward();
        g.backward();
        String both = GradientTable.of(f).text();
        assertTrue(both.startsWith("The gradient that has come back so far at every edge"), both);
        f.zeroGrad();
        f.backward(9);
        String nine = GradientTable.of(f).text();
        assertTrue(nine.startsWith("9 times the gradient of f at every edge"), nine);
    }

    @Test
    void should_add_up_where_a_value_fans_out() {
        Value f = Graphs.fanOut();
        f.backward();
        List<String> sums = GradientTable.of(f)
                .text()
                .lines()
                .filter(l -> l.contains("copy gate"))
                .toList();
        assertEquals(1, sums.size());
        assertEquals("x copy gate: 3 + (-2) -2 1", sums.get(0).replaceAll(" +", " "));
    }

    @Test
    void should_list_values_before_backward() {
        List<String> lines = GradientTable.of(Graphs.product()).text().lines().toList();
        assertEquals("The values behind f; call backward() for the gradients", lines.get(0));
        assertEquals("f = q z      -12", lines.get(lines.size() - 1));
    }

    @Test
    void should_name_rows_and_columns_for_screen_readers() {
        Value f = Graphs.product();
        f.backward();
        Document page = Pages.parse(GradientTable.of(f).html());
        assertEquals(
                6,
                Pages.all(page, "th").stream()
                        .filter(e -> e.getAttribute("scope").equals("col"))
                        .count());
        assertEquals(
                4,
                Pages.all(page, "th").stream()
                        .filter(e -> e.getAttribute("scope").equals("row"))
                        .count());
        assertEquals(1, Pages.all(page, "caption").size());
    }
}
