package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    @Test
    void should_cut_prose_and_code_into_cells_with_ids_and_tags() {
        Script script = Script.parse("07-demo", """
                // %% [markdown] id="intro"
                // # Demo
                //
                // Some *prose*.

                // %% id="jar" tags=["setup", "notebook-only"]
                // %jars x.jar

                // %% id="code"
                // a comment stays
                int a = 1;
                """);
        assertEquals("07", script.number());
        assertEquals("Demo", script.title());
        assertEquals(
                List.of(
                        new Script.Cell(true, "intro", Set.of(), "# Demo\n\nSome *prose*."),
                        new Script.Cell(false, "jar", Set.of("setup", "notebook-only"), "%jars x.jar"),
                        new Script.Cell(false, "code", Set.of(), "// a comment stays\nint a = 1;")),
                script.cells());
    }

    @Test
    void should_name_file_and_line_of_what_cannot_be_read() {
        assertMessage("int a = 1;\n", "demo.jsh, line 1: a cell starts with // %% id=\"name\"");
        assertMessage("// %% id=\"a\"\n// %% id=\"a\"\n", "demo.jsh, line 2: the id a is used twice");
        assertMessage("// %% [markdown] id=\"a\"\nprose\n", "demo.jsh, line 2: prose is a comment");
        assertMessage("// %% tags=[\"x\"]\n", "demo.jsh, line 1: a cell starts with");
    }

    private static void assertMessage(String text, String start) {
        String message = assertThrows(IllegalArgumentException.class, () -> Script.parse("demo", text))
                .getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void should_find_a_lesson_by_number_and_name_and_list_the_lessons_otherwise() {
        assertEquals("01-scalar-chain-rule", Course.find("1").slug());
        assertEquals("01-scalar-chain-rule", Course.find("01").slug());
        assertEquals("01-scalar-chain-rule", Course.find("01-scalar-chain-rule").slug());
        assertEquals(
                "01-scalar-chain-rule", Course.find("01-scalar-chain-rule.jsh").slug());
        String message = assertThrows(IllegalArgumentException.class, () -> Course.find("99"))
                .getMessage();
        assertTrue(
                message.startsWith("There is no lesson \"99\". There are:\n  00 Start here\n  01 Numbers that flow"),
                message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-Scalar-Chain-Rule",
                "scalar-chain-rule",
                "elsewhere/lessons/01-scalar-chain-rule.jsh",
                ".\\lessons\\01-scalar-chain-rule.jsh",
                "notebooks/01-scalar-chain-rule.ipynb",
                " 1 "
            })
    void should_find_a_lesson_by_file_name_in_capitals_or_not(String name) {
        assertEquals("01-scalar-chain-rule", Course.find(name).slug());
        assertEquals("ledger", Course.find("Ledger").slug());
        assertThrows(IllegalArgumentException.class, () -> Course.find("homework/01-scalar-chain-rule.jsh"));
    }

    @ParameterizedTest
    @CsvSource({
        "leger, ledger",
        "Fanout, fan-out",
        "07-logistic-regresion.jsh, 07-logistic-regression",
        "Jacobian, 09-relu-jacobian"
    })
    void should_offer_the_nearest_name(String name, String near) {
        String message = assertThrows(IllegalArgumentException.class, () -> Course.find(name))
                .getMessage();
        assertTrue(
                message.startsWith("There is no lesson \"" + name + "\". Did you mean " + near
                        + "? There are:\n  00 Start here\n"),
                message);
        assertTrue(message.contains("\n  Ledger\n"), message);
    }
}
