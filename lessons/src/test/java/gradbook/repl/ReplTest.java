package gradbook.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.terminal.LateSession;
import gradbook.terminal.Typist;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplTest {
    private static final String CTRL_D = "\u0004";
    private static LateSession session;

    @TempDir
    Path home;

    private int code;

    @BeforeAll
    static void open() {
        session = new LateSession(Main.IMPORTS);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @BeforeEach
    void moveIn() {
        System.setProperty("gradbook.home", home.toString());
    }

    @AfterEach
    void moveOut() {
        System.clearProperty("gradbook.home");
    }

    private String talk(String keys) {
        return Typist.at(keys, screen -> code = new Repl(session).talk(screen))
                .replaceAll("\u001b\\[[?\\d;]*[a-zA-Z]|\u001b[=>]", "");
    }

    @Test
    void should_show_the_value_at_the_end() {
        String printed = talk("int n = 20;\rn + 1\rMatrix.identity(2)\r" + CTRL_D);
        assertTrue(printed.contains("\n21\n"), printed);
        assertTrue(printed.contains("1  0"), printed);
        assertEquals(0, code);
    }

    @Test
    void should_wait_for_the_rest_of_a_method() {
        String printed = talk("int twice(int n) {\rreturn 2 * n;\r}\rtwice(21)\r" + CTRL_D);
        assertTrue(printed.contains("....> "), printed);
        assertTrue(printed.contains("\n42\n"), printed);
    }

    @Test
    void should_tell_errors_with_a_hint_and_go_on() {
        String printed = talk("int wrong = \"1\";\r1 / 0\r40 + 2\r" + CTRL_D);
        assertTrue(printed.contains("Error in line 1: incompatible types"), printed);
        assertTrue(printed.contains("Hint: a number has no quotes; Integer.parseInt"), printed);
        assertTrue(printed.contains("ArithmeticException: / by zero"), printed);
        assertTrue(printed.contains("\n42\n"), printed);
    }

    @Test
    void should_complete_names_and_tell_our_javadoc() {
        String printed = talk("Matrix.ident\t\t3)\r" + CTRL_D);
        assertTrue(printed.contains("Matrix Matrix.identity(int n)"), printed);
        assertTrue(printed.contains("0  0  1"), printed);
        String doc = talk("Value.of(\t\u0003" + CTRL_D);
        assertTrue(doc.contains("Value Value.of(String name, double data)"), doc);
        assertTrue(doc.contains("A named leaf: Value.of(\"x\", -2)."), doc);
    }

    @Test
    void should_have_checks_hints_and_lessons_at_hand() throws Exception {
        Path script = home.resolve("mine.jsh");
        Files.writeString(script, """
                // %% id="a"
                gradbook.check.Lesson.start("none");
                int fromLesson = 7;
                """);
        String printed = talk("hint(\"01.a\")\rcheck(\"01.a\", Double.NaN, Double.NaN, Double.NaN)\rlesson(\""
                + script.toString().replace("\\", "\\\\") + "\")\r\r" + "qfromLesson * 6\r/exit 3\r");
        assertTrue(printed.contains("Hint 1 of 3"), printed);
        assertTrue(printed.contains("Not answered yet"), printed);
        assertTrue(printed.contains("1 steps"), printed);
        assertTrue(printed.contains("\n42\n"), printed);
        assertEquals(3, code);
    }

    @Test
    void should_play_a_lesson_by_its_number() {
        String printed = talk("lesson(3)\rq40 + 2\r" + CTRL_D);
        assertTrue(printed.contains("Lesson 03 "), printed);
        assertTrue(printed.contains("\n42\n"), printed);
    }

    @Test
    void should_help_and_refuse_commands_that_there_are_not() {
        String printed = talk("/help\r/list\r/exit now\r/exit\r");
        assertTrue(printed.contains("lesson(1)"), printed);
        assertTrue(printed.contains("There is no /list here"), printed);
        assertTrue(printed.contains("jshell --class-path lessons/target/gradbook.jar"), printed); // as in the README
        assertTrue(printed.contains("/exit takes a whole number, such as /exit 0; this is now."), printed);
    }

    @Test
    void should_take_help_and_exit_as_other_shells_do_unless_java_knows_the_name() {
        String printed = talk("help\rexit();\r");
        assertTrue(printed.contains("lists the lessons"), printed);
        assertFalse(printed.contains("Error"), printed);
        assertEquals(0, code);
        String named = talk("int quit = 6;\rquit\rint exit() { return 7 * quit; }\rexit()\r/exit 4\r");
        assertTrue(named.contains("\n6\n") && named.contains("\n42\n"), named);
        assertEquals(4, code);
    }

    @Test
    void should_read_standard_input_without_a_terminal() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            String lines =
                    "// a note\n/* and one\nof two lines */\nint square(int n) {\n    return n * n;\n}\n\nsquare(7)\nnonsense\nsquare(8)\nint open = (1\n";
            code = new Repl(session).read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("49" + System.lineSeparator()), text);
        assertTrue(text.contains("symbol:   variable nonsense"), text);
        assertTrue(text.contains("64"), text);
        assertTrue(text.contains("int open = (1"), text);
        assertFalse(text.contains("gradbook>"), text);
        assertEquals(1, code);
    }
}
