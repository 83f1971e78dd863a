package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LessonTest {

    @BeforeEach
    void start() {
        Lesson.start("01");
    }

    @Test
    void should_count_a_number_that_was_never_compared_as_a_failure() {
        assertEquals(6, Lesson.failures());
        Check.golden("01.f", -12);
        assertEquals(5, Lesson.failures());
    }

    @Test
    void should_say_that_gradbook_is_loaded_and_what_the_lesson_compares() {
        assertEquals("Gradbook is loaded. Lesson 01 compares 6 numbers with known answers before it ends.", said("01"));
        assertEquals("Gradbook is loaded.", said("ledger"));
    }

    private static String said(String lesson) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Lesson.start(lesson);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void should_count_a_number_that_is_off() {
        Check.golden("01.f", -11.999);
        assertEquals(6, Lesson.failures());
    }

    @Test
    void should_count_a_wrong_answer_until_it_is_mended_and_an_open_one_never() {
        Check.check("01.a", Double.NaN, Double.NaN, Double.NaN);
        assertEquals(6, Lesson.failures());
        Check.check("01.a", 1, 1, -2);
        assertEquals(7, Lesson.failures());
        Check.check("01.a", 2, 2, -2);
        assertEquals(6, Lesson.failures());
    }

    @Test
    void should_throw_on_a_wrong_answer_when_strict() {
        Lesson.strict();
        Check.check("01.b", "");
        assertThrows(AssertionError.class, () -> Check.check("01.b", "z"));
    }

    @Test
    void should_know_the_numbers_of_the_source() {
        assertEquals(
                List.of(3.0, -12.0, -4.0, -4.0, -4.0, 3.0),
                Golden.table().values().stream()
                        .filter(golden -> golden.source().equals("4"))
                        .map(Golden::value)
                        .toList());
    }
}
