package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A long session forgets what nobody can ask for, and nothing else. */
class PruningTest {
    private static final int RECENT = 40;

    static Evaluator evaluator;

    @BeforeAll
    static void live_long() {
        evaluator = new Evaluator(List.of(), List.of(), RECENT);
        run("import java.time.LocalDate;\n"
                + "class Node { int v = 1; int twice() { return helper(v); } int thrice() { return other(v); } }\n"
                + "int helper(int n) { return 2 * n; }\nint other(int n) { return n; }\n"
                + "Node node = new Node(); int count = 5, retyped = 5; String text = \"kept\"; var odd = new Object() { int inner = 3; };\n"
                + "int later() { return notYet() + 1; }\nSupplier<Integer> old = () -> count * 10;\n"
                + "List<Runnable> tasks = new ArrayList<>();");
        run("tasks.add(() -> { throw new IllegalStateException(\"old\"); });");
        for (int version = 1; version <= 3; version++) run(versions(version));
        for (int i = 0; i < 180; i++) {
            Outcome outcome = run(
                    switch (i % 6) {
                        case 0 -> "int n = " + i + ";";
                        case 1 -> "n + 1";
                        case 2 -> "int wrong = \"text\";";
                        case 3 -> "record Point(int x) {}";
                        case 4 -> "int square(int x) { return x * x + " + i + "; }";
                        default -> "if (n < 0) count = 0;";
                    });
            assertEquals(i % 6 == 2, outcome.failure() != null, i + "");
        }
    }

    private static String versions(int version) {
        return "class V { int v() { return " + version + "; } }\nint m(int n) { return " + version + "; }\nInteger w = "
                + version + ";\n";
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    static Outcome run(String cell) {
        return evaluator.run(cell, "cell 7");
    }

    static Object value(String cell) {
        Outcome outcome = run(cell);
        assertNull(outcome.failure(), () -> outcome.failure().text());
        return outcome.value();
    }

    @Test
    void few_snippets_are_left() {
        assertTrue(evaluator.size() <= RECENT + RECENT / 2 + 30, evaluator.size() + " snippets");
    }

    @Test
    void what_is_declared_is_there_and_can_be_used_by_new_code() {
        assertEquals(2, value("node.twice()"));
        assertEquals(174, value("n"));
        assertEquals(4 + 178, value("square(2)"));
        assertEquals(3, value("odd.inner"));
        assertEquals(50, value("old.get()"));
        assertEquals("kept", value("text"));
        assertEquals(2020, value("LocalDate.of(2020, 1, 1).getYear()"));
        assertEquals(7, value("Point p = new Point(7); p.x()"));
        assertTrue(evaluator.variables().stream()
                .anyMatch(v -> v.name().equals("text") && v.value().equals("kept")));
    }

    @Test
    void declarations_still_depend_on_each_other() {
        run(
                "class Base { int v() { return 1; } }\nBase base = new Base();\nint ofBase() { return 10 * new Base().v(); }");
        assertEquals(
                List.of("The variable base was reset to null, because Base was declared anew."),
                run("class Base { int v() { return 2; } }").notices());
        assertEquals(20, value("ofBase()"));
        run("int other(int n) { return 3 * n; }");
        assertEquals(3, value("new Node().thrice()"));
        run("int notYet() { return 41; }");
        assertEquals(42, value("later()"));
        run("String retyped = \"now a text\";");
        assertEquals("now a text", value("retyped"));
    }

    @Test
    void a_declaration_after_a_refused_one_is_the_newest() {
        for (int version = 4; version <= 6; version++) {
            for (String wrong : List.of(
                    "class V { int v() { return \"x\"; } }", "int m(int n) { return \"x\"; }", "Integer w = \"x\";"))
                assertNotNull(run(wrong).failure(), wrong);
            assertEquals("" + version + version + version, value(versions(version) + "\"\" + new V().v() + m(0) + w"));
        }
        assertEquals("777", value(versions(7) + "\"\" + new V().v() + m(0) + w"));
    }

    @Test
    void errors_name_their_lines_and_code_of_long_ago_is_called_that() {
        run("tasks.add(\n    () -> { throw new IllegalStateException(\"new\"); });");
        String recent = run("tasks.get(1).run()").failure().text();
        assertTrue(recent.contains("at lambda, cell 7, line 2:  () -> {"), recent);
        String longAgo = run("tasks.get(0).run()").failure().text();
        assertTrue(longAgo.startsWith("IllegalStateException: old\n    at lambda, in a cell of long ago\n"), longAgo);
        assertTrue(longAgo.contains("at cell 7, line 1:  tasks.get(0).run()"), longAgo);
        assertFalse(longAgo.contains("JShell"), longAgo);
    }
}
