package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
