package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);

    /** B §2 as a table: each row of the backward part is one edge. */
    @Test
    void table_of_the_chain_rule() {
        Value f = x.add(y).named("q").mul(z).named("f");
        f.backward();
        assertEquals("""
                node  made by  value  used
                ────  ───────  ─────  ────
                x                 -2
                y                  5
                q     x + y        3
                z                 -4
                f     q z        -12

                into  at  value  upstream  local  downstream
                ────  ──  ─────  ────────  ─────  ──────────
                q     f       3         1     -4          -4
                z     f      -4         1      3           3
                x     q      -2        -4      1          -4
                y     q       5        -4      1          -4

                node  gradient  adds up
                ────  ────────  ───────
                x           -4
                y           -4
                q           -4
                z            3
                f            1
                """, Trace.of(f).table());
    }

    /** (x + y) x: the copy gate is where 3 and -2 become 1. */
    @Test
    void fan_out_shows_as_a_copy_gate_that_adds() {
        Value f = x.add(y).named("q").mul(x).named("f");
        f.backward();
        String table = Trace.of(f).toString();
        assertTrue(table.contains("x                 -2  2 times (copy gate)"), table);
        assertTrue(table.contains("x(2)  f      -2         1      3           3"), table);
        assertTrue(table.contains("x(1)  q      -2        -2      1          -2"), table);
        assertTrue(table.contains("x            1  -2 + 3"), table);
        f.backward();
        table = Trace.of(f).toString();
        assertTrue(table.contains("x            2  -2 + 3, and 1 from earlier backward passes"), table);
    }

    /** 0.1 + 0.2 - 0.3 is 5.55e-17 or 2.78e-17, whichever is added first: rounding is no earlier pass. */
    @Test
    void a_sum_that_cancels_is_not_taken_for_an_earlier_pass() {
        Value f = x.mul(0.1).add(x.mul(0.2)).sub(x.mul(0.3));
        f.backward();
        String table = Trace.of(f).table();
        assertTrue(table.contains("0.1 + 0.2 - 0.3"), table);
        assertFalse(table.contains("earlier"), table);
    }

    @Test
    void every_use_is_an_edge_whose_downstream_gradients_add_up_to_the_gradient() {
        for (long seed = 0; seed < 100; seed++) {
            Value f = RandomExpression.of(seed);
            assertFalse(Trace.of(f).hasGradients());
            f.backward();
            Trace trace = Trace.of(f);
            assertTrue(trace.hasGradients());
            int uses = 0;
            for (Trace.Node n : trace.nodes()) {
                List<Trace.Edge> in =
                        trace.edges().stream().filter(e -> e.input() == n).toList();
                uses += in.size();
                assertEquals(n.fanOut(), in.size());
                assertEquals(
                        in.size(),
                        in.stream().mapToInt(Trace.Edge::copy).distinct().count());
                double sum = in.stream().mapToDouble(Trace.Edge::downstream).sum();
                if (n != trace.output()) assertEquals(n.grad(), sum, 1e-9 * Math.max(1, Math.abs(sum)), "seed " + seed);
            }
            assertEquals(uses, trace.edges().size());
        }
    }

    @Test
    void before_backward_the_table_says_what_to_do() {
        Value f = x.mul(y).named("f");
        String none = "No gradients here: backward() was not called on f, or with an upstream of 0.\n";
        assertTrue(Trace.of(f).table().endsWith(none));
        f.backward(0);
        assertTrue(Trace.of(f).table().endsWith(none));
    }

    @Test
    void a_table_aligns_numbers_to_the_right_and_words_to_the_left() {
        assertEquals(
                """
                name   number  mixed
                ─────  ──────  ─────
                long𝛼       1  1
                x         -20  b
                y       2e-10
                z           ∞  NaN
                """,
                TextTable.of("name", "number", "mixed")
                        .row("long𝛼", "1", "1")
                        .row("x", "-20", "b")
                        .row("y", "2e-10", "")
                        .row("z", "∞", "NaN")
                        .toString());
        assertEquals("a\n─\n", TextTable.of("a").toString());
    }

    @Test
    void numbers_stand_in_the_places_of_their_names() {
        Value f = x.mul(3).named("p").add(z).named("f");
        Trace trace = Trace.of(f);
        assertEquals("3 · (-2)", trace.inserted(trace.nodes().get(2), Style.TEXT, 6));
        assertEquals("-6 - 4", trace.inserted(trace.output(), Style.TEXT, 6));
        assertEquals("p + z", trace.formula(trace.output(), Style.TEXT));
        for (String none : List.of(
                trace.formula(trace.nodes().get(0), Style.TEXT),
                trace.inserted(trace.nodes().get(0), Style.TEXT, 6)))
            assertEquals("", none); // a leaf is made of nothing
        Trace third = Trace.of(x.mul(1.0 / 3).named("t"));
        assertEquals("0.3333333333x", third.formula(third.output(), Style.TEXT));
        assertEquals("0.333x", third.formula(third.output(), Style.TEXT, 3));
    }

    @Test
    void a_graph_too_large_for_a_page_says_so() {
        Value f = x;
        for (int i = 0; i < 500; i++) f = f.neg();
        assertEquals(
                "This graph has 501 values, and a table is written for at most 500: look at a part of it, Trace.of(part).\n",
                Trace.of(f).table());
    }

    @Test
    void labels_are_names_then_numbers_and_never_the_same_twice() {
        Value f = x.add(Value.of("x", 1)).mul(2).add(Value.of("v1", 0)).named("f");
        List<String> labels =
                Trace.of(f).nodes().stream().map(Trace.Node::label).toList();
        assertEquals(List.of("x", "x'", "v2", "2", "v3", "v1", "f"), labels);
    }
}
