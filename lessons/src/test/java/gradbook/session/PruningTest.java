package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** A long session forgets what nobody can ask for, and nothing else. */
class PruningTest {
    private static final int RECENT = 40;

    private static final int LIVE = 20; // declarations, the imports among them

    static Evaluator evaluator;
    static Map<String, Integer> sizes;

    @BeforeAll
    static void live_long() throws ReflectiveOperationException {
        evaluator = new Evaluator(List.of(), List.of(), RECENT);
        run("import java.time.LocalDate;\n"
                + "class Node { int v = 1; int twice() { return helper(v); } int thrice() { return other(v); } }\n"
                + "int helper(int n) { return 2 * n; }\nint other(int n) { return n; }\n"
                + "Node node = new Node(); int count = 5, retyped = 5; String text = \"kept\"; var odd = new Object() { int inner = 3; };\n"
                + "int later() { return notYet() + 1; }\nSupplier<Integer> old = () -> count * 10;\n"
                + "List<Runnable> tasks = new ArrayList<>();");
        run("tasks.add(() -> { throw new IllegalStateException(\"old\"); });");
        run(
                "int incomplete(int n) { return nowhere(n); }\ntasks.add(() -> incomplete(1));\nint incomplete(int n) { return \"x\"; }");
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
        sizes = measure();
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

    /** How much there is of what grows, at the end of the long life. */
    private static Map<String, Integer> measure() throws ReflectiveOperationException {
        Pruning pruning = new Pruning(null, RECENT);
        Object shell = pruning.get(evaluator, "shell");
        List<?> keys = pruning.get(shell, "maps", "keyIndexToSnippet");
        Map<?, Set<?>> dependents = pruning.get(shell, "maps", "dependencies");
        Map<?, ?> classes = pruning.get(shell, "classTracker", "map");
        int bytes = 0;
        for (Object one : classes.values()) if (pruning.<byte[]>get(one, "loadedBytes").length > 0) bytes++;
        return Map.of(
                "snippets", (int) evaluator.size(),
                "keys", (int) keys.stream().filter(Objects::nonNull).count(),
                "dependents", dependents.values().stream().mapToInt(Set::size).sum(),
                "wraps",
                        pruning.<Map<?, ?>>get(shell, "outerMap", "classOuters").size(),
                "files",
                        pruning.<Map<?, ?>>get(shell, "taskFactory", "fileManager", "classObjects")
                                .size(),
                "class files", bytes,
                "sources", pruning.<Map<?, ?>>get(evaluator, "sources").size(),
                "wrappers",
                        pruning.<Collection<?>>get(evaluator, "loader", "wrappers")
                                .size());
    }

    @Test
    void little_is_left_of_what_grows() {
        int most = RECENT + RECENT / 2 + LIVE;
        sizes.forEach((what, size) -> assertTrue(size <= most, size + " " + what + ", not " + most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dependencies", "diagnostics", "outer", "classObjects", "loadedBytes", "currentBytes"})
    void all_is_kept_where_the_jdk_has_other_fields(String missing) throws ReflectiveOperationException {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.eval("int first = 1;");
            for (int i = 0; i < 8; i++) shell.eval("int again = " + i + ";");
            shell.eval("int wrong = \"x\";");
            Pruning pruning = new Pruning(shell, 2) {
                @Override
                Field field(Object of, String name) throws NoSuchFieldException {
                    return super.field(of, name.equals(missing) ? "other" : name);
                }
            };
            Map<String, Source> sources = new HashMap<>(Map.of("1", new Source("int first = 1;", "cell 1", 0)));
            Map<?, ?> classes = pruning.get(shell, "classTracker", "map");
            int known = classes.size();
            pruning.prune(sources, new CellLoader());
            assertEquals(10, shell.snippets().count());
            assertEquals(1, sources.size());
            assertEquals(known, classes.size());
            assertEquals(
                    1,
                    shell.diagnostics(shell.snippets().skip(9).findFirst().orElseThrow())
                            .count());
            assertEquals("8", shell.eval("first + again").get(0).value());
            new Pruning(shell, 2).prune(sources, new CellLoader());
            assertEquals(4, shell.snippets().count(), "first, again and two that are recent");
        }
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
    void a_class_is_never_loaded_twice() throws Exception {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "REPL/Twice", null, "java/lang/Object", null);
        ClassBytecodes[] classes = {new ClassBytecodes("REPL.Twice", writer.toByteArray())};
        try (CellLoader loader = new CellLoader()) {
            loader.load(classes);
            assertEquals(
                    "This declaration cannot be loaded, because REPL.Twice is loaded already: start the session anew.",
                    assertThrows(IllegalStateException.class, () -> loader.load(classes))
                            .getMessage());
        }
    }

    @Test
    void errors_name_their_lines_and_code_of_long_ago_is_called_that() {
        run("tasks.add(\n    () -> { throw new IllegalStateException(\"new\"); });");
        String recent = run("tasks.get(tasks.size() - 1).run()").failure().text();
        assertTrue(recent.contains("at lambda, cell 7, line 2:  () -> {"), recent);
        String longAgo = run("tasks.get(0).run()").failure().text();
        assertTrue(longAgo.startsWith("IllegalStateException: old\n    at lambda, in a cell of long ago\n"), longAgo);
        assertTrue(longAgo.contains("at cell 7, line 1:  tasks.get(0).run()"), longAgo);
        assertFalse(longAgo.contains("JShell"), longAgo);
    }

    @Test
    void a_method_of_long_ago_that_was_never_complete_is_called_that() {
        assertEquals(
                "A method or class of long ago was called that was never complete: a name that it needs was not declared.",
                run("tasks.get(1).run()").failure().text());
    }
}
