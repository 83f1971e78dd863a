package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTextTest {

    @Test
    void should_draw_the_circuit_with_values_above_and_gradients_below() {
        Value f = Graphs.product();
        f.backward();
        assertEquals("""
                    -2
                 x ────┐
                    -4 │   q   3
                       ├──(+)────┐
                     5 │      -4 │
                 y ────┘         │      -12
                    -4           ├──(×)────── f
                                 │       1
                    -4           │
                 z ──────────────┘
                     3

                above a wire: its value; below: the gradient of f with respect to it""", GraphPicture.of(f).text());
    }

    @Test
    void should_show_that_a_wire_passes_under_another_and_leave_no_gap_before_a_gate() {
        Value a = Value.of("a", 3), b = Value.of("b", 2);
        Value mine = a.mul(b).add(a.sin()).named("mine");
        mine.backward();
        assertEquals("""
                       copy     3
                          ║──────────┐
                      3   ║     2    │     v1     6
                 a ───────║          ├────(×)──────────┐
                    1.01  ║     3    │            1    │      6.1411
                          ║──────────│─┐               ├──(+)───────── mine
                            -0.98999 │ │   v2  0.14112 │         1
                      2              │ └─(sin)─────────┘
                 b ──────────────────┘            1
                      3

                above a wire: its value; below: the gradient of mine with respect to it""", GraphPicture.of(mine).text());
    }

    @Test
    void should_hang_a_large_graph_from_its_output_and_say_what_is_shared() {
        Value t = Value.of("t", 1);
        Value f = t;
        for (int i = 0; i < 8; i++) f = f.add(f);
        f.named("f").backward();
        List<String> lines = GraphPicture.of(f).text().lines().toList();
        assertTrue(lines.get(0).matches(" +value  gradient"), lines.get(0));
        assertTrue(lines.get(1).matches("f = v7 \\+ v7 +256 +1"), lines.get(1));
        assertTrue(lines.get(2).matches("├─ v7 = v6 \\+ v6 +128 +2  2 uses: gradients add"), lines.get(2));
        assertTrue(lines.get(lines.size() - 1).matches("└─ v7 +128 +2  see above"), lines.get(lines.size() - 1));
        assertTrue(lines.stream().anyMatch(l -> l.matches("[│ ├└─]+t +1 +256  2 uses: gradients add")));
    }

    @Test
    void should_stay_short_however_large_the_graph_is() {
        Value f = Graphs.random(5_000, 7);
        assertTrue(GraphPicture.of(f).text().lines().count() < 90);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 25, 60, 190, 1_000})
    void should_fit_into_a_terminal_of_80_columns_and_say_what_it_leaves_out(int size) {
        Value f = Graphs.random(size, 5);
        f.backward();
        String text = GraphPicture.of(f).text();
        assertEquals(List.of(), text.lines().filter(line -> line.length() > 80).toList());
        int drawn = (int) Trace.of(f).nodes().stream()
                .filter(node -> text.matches("(?s).*\\b" + node.label() + "\\b.*"))
                .count();
        int all = Trace.of(f).nodes().size();
        assertEquals(drawn < all, text.endsWith("... " + all + " values in all; only the part next to f is drawn"));
    }
}
