package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.session.Session;
import gradbook.terminal.Screen;
import gradbook.terminal.Typist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public, because a cell calls it. */
public class LectureTest {
    private static final String ENTER = "\r";
    private static final String DROP_LINE = "\u0015";
    private static final Script SCRIPT = Script.parse("99-counting", """
            // %% [markdown] id="title"
            // # 99 Counting
            //
            // With `code`, *emphasis* and $x_1^2$.
            // %% id="start" tags=["setup"]
            gradbook.check.Lesson.start("none");
            int count = 0;
            // %% id="a"
            System.out.println("a is " + (count += 1));
            // %% id="b"
            System.out.println("b is " + (count += 10));
            // %% id="answer" tags=["predict"]
            int mine = 0;
            // %% id="c"
            System.out.println("c is " + (count += 100) + ", mine is " + mine);
            // %% [markdown] id="end"
            // The end.
            """);

    private static Session session;

    @TempDir
    Path home;

    private Lecture.End end;
    private Screen screen;

    @BeforeAll
    static void open() {
        session = Session.open();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @BeforeEach
    void moveIn() {
        System.setProperty("gradbook.home", home.resolve("mine").toString());
    }

    @AfterEach
    void moveOut() {
        System.clearProperty("gradbook.home");
    }

    private String hold(String keys) {
        return hold(SCRIPT, keys, false);
    }

    private String hold(Script script, String keys, boolean restart) {
        return Typist.at(keys, here -> {
            screen = here;
            end = new Lecture(here, () -> session, script, false).hold(restart);
        });
    }

    /** What the cells printed, in order. */
    private static List<String> results(String printed) {
        return Pattern.compile("(?m)^[abc] is .*$")
                .matcher(printed)
                .replaceAll(match -> "\n" + match.group() + "\n")
                .lines()
                .filter(line -> line.matches("[abc] is .*"))
                .toList();
    }

    @Test
    void should_run_a_cell_and_show_the_next_at_enter() {
        String printed = hold(ENTER.repeat(9));
        assertEquals(List.of("a is 1", "b is 11", "c is 111, mine is 0"), results(printed));
        assertTrue(printed.contains("With code, emphasis and x₁²."), printed);
        assertTrue(printed.contains("  | System.out.println(\"a is \" + (count += 1));"), printed);
        assertFalse(printed.contains("int count"), printed);
        assertEquals(Lecture.End.RIGHT, end);
    }

    @Test
    void should_run_a_step_on_what_the_steps_before_it_leave_after_going_back() {
        String printed = hold(ENTER.repeat(3) + "b" + ENTER + "bb" + ENTER + "q");
        assertEquals(List.of("a is 1", "b is 11", "b is 11", "a is 1"), results(printed));
        assertEquals(Lecture.End.LEFT, end);
    }

    @Test
    void should_make_up_for_skipped_steps_unseen_after_a_jump() {
        String printed = hold("j4\r" + ENTER + "j 2\r" + ENTER + "q");
        assertEquals(List.of("c is 111, mine is 0", "b is 11"), results(printed));
    }

    @Test
    void should_refuse_a_step_that_there_is_not() {
        String printed = hold("j77\rjx\rq");
        assertTrue(printed.contains("There is no step 77; there are 1 to 5."), printed);
        assertTrue(printed.contains("There is no step x; there are 1 to 5."), printed);
    }

    @Test
    void should_try_a_variation_and_go_on_without_it() {
        String printed = hold(
                "e" + DROP_LINE + "System.out.println(\"a is \" + (count += 500));\r" + ENTER + ENTER + ENTER + "q");
        assertEquals(List.of("a is 500", "a is 1", "b is 11"), results(printed));
    }

    @Test
    void should_take_code_of_several_lines() {
        String printed =
                hold("e" + DROP_LINE + "for (int i = 5; i < 7; i++) {\rSystem.out.println(\"a is \" + i);\r}\rq");
        assertEquals(List.of("a is 5", "a is 6"), results(printed));
    }

    @Test
    void should_keep_an_answer_also_after_going_back_and_in_the_next_lecture() {
        String answered = hold("j3\re" + DROP_LINE + "int mine = 42;\r" + "j4\r" + ENTER + "j1\rj4\r" + ENTER + "q");
        assertEquals(List.of("c is 111, mine is 42", "c is 111, mine is 42"), results(answered));
        String next = hold(ENTER + "q");
        assertTrue(next.contains("on from step 4 of 5"), next);
        assertEquals(List.of("c is 111, mine is 42"), results(next));
    }

    @Test
    void should_go_on_where_it_was_left_or_restart() {
        hold(ENTER + ENTER + "q");
        assertEquals(List.of("b is 11"), results(hold(ENTER + "q")));
        assertEquals(List.of("a is 1"), results(hold(SCRIPT, ENTER + "q", true)));
    }

    @Test
    void should_keep_its_place_for_nobody_else_to_read() throws Exception {
        hold(ENTER + ENTER + "q");
        Path folder = home.resolve("mine");
        assertTrue(Files.readString(folder.resolve("99-counting.properties")).contains("step=b"));
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) return;
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("99-counting.properties"))));
    }

    @Test
    void should_run_to_the_end_at_r() {
        assertEquals(List.of("a is 1", "b is 11", "c is 111, mine is 0"), results(hold("r")));
        assertEquals(Lecture.End.RIGHT, end);
    }

    @Test
    void should_stop_the_cell_and_not_the_class_at_ctrl_c() {
        Script endless = Script.parse("99-endless", """
                // %% id="a"
                gradbook.check.Lesson.start("none");
                gradbook.present.LectureTest.interruptSoon();
                while (true);
                // %% id="b"
                System.out.println("b is next");
                """);
        running = this;
        String printed = hold(endless, ENTER.repeat(4), false);
        assertTrue(printed.contains("The cell was interrupted."), printed);
        assertEquals(List.of("b is next"), results(printed));
    }

    private static LectureTest running;

    /** Called by a cell: Ctrl-C comes once that cell is in its loop. */
    public static void interruptSoon() {
        Thread finger = new Thread(() -> running.screen.terminal().raise(Signal.INT));
        finger.start();
    }

    @Test
    void should_tell_what_failed_and_go_on() {
        Script broken = Script.parse("99-broken", """
                // %% id="a"
                gradbook.check.Lesson.start("none");
                int a = "text";
                // %% id="b"
                System.out.println("b is next");
                """);
        String printed = hold(broken, ENTER.repeat(4), false);
        assertTrue(printed.contains("incompatible types"), printed);
        assertEquals(List.of("b is next"), results(printed));
    }

    @Test
    void should_end_as_wrong_where_a_number_is() {
        Script off = Script.parse("99-off", """
                // %% id="a"
                gradbook.check.Lesson.start("none");
                gradbook.check.Check.golden("01.f", -15);
                """);
        String printed = hold(off, ENTER.repeat(2), false);
        assertTrue(printed.contains("f is -15.0, but must be -12"), printed);
        assertEquals(Lecture.End.WRONG, end);
    }

    @Test
    void should_read_lines_where_the_terminal_is_dumb() {
        String printed = Typist.at(
                "dumb",
                80,
                "\nj 2\n\nwhat\nq\n",
                Map.of(),
                here -> new Lecture(here, () -> session, SCRIPT, false).hold(false));
        assertEquals(List.of("a is 1", "b is 11"), results(printed));
        assertTrue(printed.contains("That means nothing here; ? tells what does."), printed);
        assertFalse(printed.contains("\u001b["), printed);
    }

    @Test
    void should_colour_only_where_it_may() {
        String coloured = Typist.at(
                "xterm-256color",
                80,
                "q",
                Map.of(),
                here -> new Lecture(here, () -> session, SCRIPT, false).hold(false));
        assertTrue(coloured.contains("\u001b[31m\"a is \"\u001b["), coloured);
        String plain = hold("q");
        assertFalse(plain.matches("(?s).*\u001b\\[\\d*m.*"), plain);
    }

    @Test
    void should_reflow_help_and_prose_on_narrow_terminals() {
        for (int width : new int[] {40, 60, 200}) {
            String printed = Typist.at(
                    "xterm-256color",
                    width,
                    "?q",
                    Map.of("NO_COLOR", "1"),
                    here -> new Lecture(here, () -> session, SCRIPT, false).hold(false));
            int widest = printed.replaceAll("\u001b\\[[?\\d]*[a-zA-Z]|\r", "\n")
                    .lines()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            assertTrue(widest <= width, width + ": " + printed);
        }
    }
}
