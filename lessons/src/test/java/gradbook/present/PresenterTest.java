package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lessons on the embedded evaluator, as {@code mvn compile exec:java} plays them. */
class PresenterTest {
    private final PrintStream terminal = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(terminal);
    }

    private static int play(Script script, boolean withSolutions) {
        try (Session session = Session.open()) {
            return new Presenter(script, session, System.out).play(withSolutions);
        }
    }

    static List<Script> lessons() {
        return Course.lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void should_play_every_lesson_with_its_solutions_and_find_nothing_wrong(Script lesson) {
        int failures = play(lesson, true);
        assertEquals(0, failures, printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void should_go_on_after_a_broken_cell_and_count_it() {
        Script script = Script.parse("00-broken", """
                // %% id="a"
                gradbook.check.Lesson.start("none");
                int a = 1
                // %% id="b"
                int b = "text";
                // %% id="c"
                throw new IllegalStateException("boom");
                // %% id="d"
                System.out.println("a is " + a);
                // %% id="e" tags=["solution"]
                System.out.println("the solution");
                // %% id="f" tags=["script-only"]
                /exit 0
                """);
        assertEquals(2, play(script, false));
        String out = printed.toString(StandardCharsets.UTF_8);
        assertTrue(out.contains("a is 1"), out);
        assertTrue(out.contains("boom"), out);
        assertTrue(!out.contains("the solution"), out);
    }
}
