package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Value;
import gradbook.session.Failure.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    static Session session;

    @BeforeAll
    static void open() {
        session = Session.open();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    static Object value(String cell) {
        Outcome outcome = session.run(cell);
        assertNull(outcome.failure(), () -> cell + "\n" + outcome.failure().text());
        assertTrue(outcome.hasValue(), cell);
        return outcome.value();
    }

    static Failure failure(String cell) {
        Outcome outcome = session.run(cell, "cell 7");
        assertTrue(outcome.failure() != null, cell + " should fail");
        assertFalse(outcome.hasValue());
        return outcome.failure();
    }

    @Test
    void values_are_the_objects_themselves() {
        assertEquals(2, value("1+1"));
        assertEquals(List.of(1, 2), value("List.of(1, 2)"));
        assertInstanceOf(Value.class, value("import gradbook.scalar.Value;\nValue.of(3)"));
        session.run("Object mine = new Object();");
        assertSame(value("mine"), value("mine"));
        assertNull(value("(Object) null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "// a comment", "/* two\nlines */", "int noValue = 3;", "noValue2 = 5", ";;"})
    void cells_without_an_expression_have_no_value(String cell) {
        session.run("int noValue2;");
        Outcome outcome = session.run(cell);
        assertNull(outcome.failure());
        assertFalse(outcome.hasValue());
    }

    @Test
    void a_void_call_has_no_value() {
        assertFalse(session.run("System.out.print(\"\")").hasValue());
        assertFalse(session.run("1 + 1; int after = 2;").hasValue());
    }

    @Test
    void one_cell_holds_any_number_of_snippets() {
        Map<String, Object> cells = Map.ofEntries(
                Map.entry("int a1 = 1; int b1 = 2; a1 + b1", 3),
                Map.entry("int c1 = 1, d1 = 5;\nc1 + d1 // the sum", 6),
                Map.entry(
                        "class A { B b; int v() { return b == null ? 1 : b.v(); } }\nclass B { A a; int v() { return 2; } }\nnew A().v()",
                        1),
                Map.entry(
                        "sealed interface S permits T1, T2 {}\nrecord T1(int a) implements S {}\nrecord T2(int b) implements S {}\nS s = new T1(3);\ns instanceof T1 t ? t.a() : -1",
                        3),
                Map.entry(
                        "int even(int n) { return n == 0 ? 1 : odd(n - 1); }\nint odd(int n) { return n == 0 ? 0 : even(n - 1); }\neven(7)",
                        0),
                Map.entry("int before = later(3);\nint later(int x) { return x * x; }\nbefore", 9),
                Map.entry("record Early(int x) {}\nvar e = new Early(4); e.x()", 4),
                Map.entry("int k = 0;\nif (k > 0) k = 1; else { k = 2; }\nk", 2),
                Map.entry(
                        "int m = 0;\nfor (int i = 0; i < 3; i++) m += i;\ndo m++; while (m < 10);\nwhile (m < 12) { m++; }\nm",
                        12),
                Map.entry("int[] arr = {1, 2}; arr[1]", 2),
                Map.entry(
                        "Runnable r = () -> { int q = 1; };\nr.run();\nnew Object() { int f() { return 8; } }.f()", 8),
                Map.entry("String tb = \"\"\"\n  %jars x { \" ;\n  block\"\"\";\ntb.length()", 19),
                Map.entry("char brace = '{'; String q = \"} ; // \\\"\"; q.length()", 8),
                Map.entry(
                        "int sw = 2; String word = switch (sw) { case 1 -> \"one\"; default -> \"other\"; }; word",
                        "other"),
                Map.entry(
                        "int tries = 0; try { tries++; throw new Exception(); } catch (Exception x) { tries++; } finally { tries++; } tries",
                        3),
                Map.entry(
                        "<T extends Comparable<T>> T most(T a, T b) { return a.compareTo(b) > 0 ? a : b; }\nmost(3, 7)",
                        7),
                Map.entry(
                        "@interface Mark {}\n@Mark class Marked {}\nenum E { X, Y; E other() { return this == X ? Y : X; } }\nE.X.other().name()",
                        "Y"),
                Map.entry("interface Shape { default int corners() { return 0; } };\nnew Shape() {}.corners()", 0));
        cells.forEach((cell, value) -> {
            try (Session fresh = Session.open()) {
                Outcome outcome = fresh.run(cell);
                assertNull(
                        outcome.failure(), () -> cell + "\n" + outcome.failure().text());
                assertEquals(value, outcome.value(), cell);
            }
        });
    }

    @Test
    void a_cell_stops_at_the_first_snippet_that_fails() {
        failure("int kept = 5;\nint broken = kept / 0;\nkept = 6;");
        assertEquals(5, value("kept"));
    }

    @Test
    void a_redefinition_that_resets_a_variable_is_told() {
        session.run("class R { int v() { return 1; } }\nR r = new R();");
        assertEquals(
                List.of("The variable r was reset to null, because R was declared anew."),
                session.run("class R { int v() { return 2; } }").notices());
        assertNull(value("r"));
        session.run("record P(int x) {}\nP p = new P(1);");
        assertEquals(
                List.of("The variable p is gone, because P was declared anew."),
                session.run("record P(int x, int y) {}").notices());
    }

    @Test
    void a_declaration_that_needs_another_cell_is_a_notice() {
        assertEquals(
                List.of("waits() is noted, but cannot be used until method comes() is declared."),
                session.run("int waits() { return comes() + 1; }").notices());
        Failure failure = failure("waits()");
        assertEquals(Kind.COMPILE, failure.kind());
        assertEquals("waits() is noted, but cannot be used until method comes() is declared.", failure.message());
        session.run("int comes() { return 10; }");
        assertEquals(11, value("waits()"));
    }

    @Test
    void compile_errors_have_line_caret_message_and_hint() {
        assertEquals(
                """
                Error in cell 7, line 2: incompatible types: String cannot be converted to int
                    int b9 = "text";
                             ^^^^^^
                Hint: a number has no quotes; Integer.parseInt(text) makes one of a text.""", failure("int a9 = 1;\nint b9 = \"text\";\nint c9 = 3;").text());
        assertEquals(
                """
                Error in cell 7, line 1: cannot find symbol
                  symbol:   variable learningRat
                    double step = learningRat * 2;
                                  ^^^^^^^^^^^
                Hint: did you mean learningRate?""",
                failureAfter("double learningRate = 0.1;", "double step = learningRat * 2;")
                        .text());
        assertEquals(
                """
                Error in cell 7, line 2: ';' expected
                      System.out.println(i)
                                           ^
                Hint: a statement ends in a semicolon; put one where the caret points.""",
                failure("for (int i = 0; i < 3; i++) {\n  System.out.println(i)\n}")
                        .text());
        assertTrue(failure("LocalDate today;").text().endsWith("Hint: add `import java.time.LocalDate;`"));
        assertTrue(failure("\"abc\".lenght()").text().endsWith("Hint: did you mean length?"));
        assertTrue(failure("int half = 2.5;").text().contains("(int) x"));
    }

    @Test
    void an_exercise_before_the_cells_above_it_is_sent_to_them() {
        for (String cell : List.of("check(\"01.a\", 2);", "predict(\"f\", 3);", "hint(\"01.a\");"))
            assertTrue(
                    failure(cell).text().endsWith("run them, from the top of the page."),
                    failure(cell).text());
    }

    @Test
    void what_students_mistype_in_the_lessons_gets_its_own_hint() {
        session.run("import gradbook.scalar.Value;\nimport static gradbook.check.Check.*;\n"
                + "Value hx = Value.of(\"x\", 2); Value none = null; int[] three = new int[3];");
        Map<String, String> hints = new LinkedHashMap<>();
        hints.put("hx.ad(hx)", "did you mean add?");
        hints.put("Value.off(3)", "did you mean of?");
        hints.put("chek(\"01.a\", 3)", "did you mean check?");
        hints.put("Valeu v = hx;", "did you mean Value?");
        hints.put("retrun = 3;", "did you mean return?");
        hints.put("hx.grad", "grad is a method here: write grad().");
        hints.put("double g = hx.data;", "data is a method here: write data().");
        hints.put("String t = 'text';", "'x' holds exactly one character; a text needs double quotes.");
        hints.put("Value v = 5;", "Value.of(5) makes a Value of a number, Value.of(\"x\", 5) one with a name.");
        hints.put("three.length()", "the length of an array has no (): write .length");
        hints.forEach((cell, hint) -> {
            String text = failure(cell).text();
            assertTrue(text.endsWith("Hint: " + hint), cell + " gave:\n" + text);
        });
        String thrown = failure("none.add(hx)").text();
        assertTrue(thrown.contains("because \"none\" is null"), thrown);
    }

    private static Failure failureAfter(String first, String cell) {
        session.run(first);
        return failure(cell);
    }

    @Test
    void run_time_errors_show_the_cells_own_lines_and_the_causes() {
        session.run("int divide(int a, int b) {\n  return a / b;\n}", "cell 3");
        Failure failure = failure("int unused = 0;\ndivide(1, 0)");
        assertEquals(Kind.THROWN, failure.kind());
        assertEquals("ArithmeticException", failure.name());
        assertEquals("/ by zero", failure.message());
        assertInstanceOf(ArithmeticException.class, failure.thrown());
        assertEquals("""
                ArithmeticException: / by zero
                    at divide, cell 3, line 2:  return a / b;
                    at cell 7, line 2:  divide(1, 0)""", failure.text());
        assertEquals(
                """
                IllegalStateException: outer
                    at cell 7, line 1:  try { Integer.parseInt("x"); } catch (Exception e) { throw new IllegalStateException("outer", e); }
                Caused by NumberFormatException: For input string: "x"
                    in Integer.parseInt
                    at cell 7, line 1:  try { Integer.parseInt("x"); } catch (Exception e) { throw new IllegalStateException("outer", e); }""",
                failure(
                                "try { Integer.parseInt(\"x\"); } catch (Exception e) { throw new IllegalStateException(\"outer\", e); }")
                        .text());
    }

    @Test
    void exceptions_of_the_students_own_class_keep_their_name() {
        session.run("class Mine extends RuntimeException { Mine(String m) { super(m); } }");
        assertEquals("Mine", failure("throw new Mine(\"hi\");").name());
    }

    @Test
    void null_pointers_name_the_local_variable() {
        Failure failure = failure("void use() { String empty = null; empty.length(); }\nuse()");
        assertTrue(failure.message().contains("\"empty\" is null"), failure.message());
        assertTrue(failure.text().contains("Hint: a variable is null"), failure.text());
    }

    @Test
    void sizes_are_estimated_without_walking_everything() {
        assertEquals(8_000_000, Size.of(new double[1_000_000]), 100);
        assertEquals(8_000_000, Size.of(List.of(new byte[4_000_000], new byte[4_000_000])), 200);
        assertTrue(Size.of(java.util.Collections.nCopies(1_000_000, 1)) > 20_000_000);
    }

    @Test
    void endless_recursion_is_told_in_few_lines() {
        session.run("int kept2 = 42; int deep(int n) { return deep(n + 1) + 1; }");
        Failure failure = failure("deep(0)");
        assertEquals("StackOverflowError", failure.name());
        assertTrue(failure.text().lines().count() < 60, failure.text());
        assertEquals(42, value("kept2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"System.exit(3)", "Runtime.getRuntime().halt(1)", "IntConsumer bye = System::exit; bye.accept(2)"
            })
    void exits_are_trapped_and_everything_is_kept(String cell) {
        session.run("int kept3 = 42;");
        assertEquals(Kind.EXIT, failure(cell).kind());
        assertEquals(42, value("kept3"));
    }
}
