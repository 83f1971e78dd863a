package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gates as students type them into a cell: every form of the factory compiles there, overloads and all. */
class GateInJShellTest {
    @Tag("slow")
    @Test
    void every_form_of_a_gate_can_be_typed_into_a_cell() {
        List<String> cells = List.of(
                "import gradbook.scalar.*;",
                "Gate min = Gate.binary(\"min\", Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 0 : 1);",
                "Gate ratio = Gate.binary(\"ratio\", (a, b) -> a / b, (a, b, out) -> 1 / b, (a, b, out) -> -out / b);",
                "Gate cube = Gate.unary(\"cube\", a -> a * a * a, a -> 3 * a * a).symbolic(a -> a.pow(2).mul(3));",
                "Gate exp = Gate.unary(\"exp\", Math::exp, (a, out) -> out).symbolic((a, out) -> out);",
                "Gate sin = Gate.unary(\"sin\", Math::sin, Math::cos).rule(\"turns\");",
                "Gate size = Gate.unary(\"size\", Math::abs, Math::signum);",
                "Gate root = Gate.unary(\"root\", Math::sqrt, (a, out) -> 0.5 / out).refuses(a -> a < 0, \"a square\");",
                "Gate area = Gate.binary(\"area\", (a, b) -> a * b, (a, b) -> b, (a, b) -> a)"
                        + ".symbolic((a, b, out) -> b, (a, b, out) -> a).refuses((a, b) -> b < 0, \"a positive side\");",
                "Value a = Value.of(\"a\", 4), b = Value.of(\"b\", 5);",
                "Value m = a.apply(min, b).apply(cube);",
                "m.backward();",
                "a.grad()");
        String last = null;
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            for (String cell : cells) {
                for (SnippetEvent event : shell.eval(cell)) {
                    String why = cell + "\n" + event.exception()
                            + shell.diagnostics(event.snippet())
                                    .map(d -> d.getMessage(null))
                                    .toList();
                    assertEquals(Snippet.Status.VALID, event.status(), why);
                    last = event.value();
                }
            }
        }
        assertEquals("48.0", last);
    }
}
