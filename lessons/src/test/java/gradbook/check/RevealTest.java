package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rough guess is told. The true numbers are those of lessons 04, 07, 08, 12 and 13. */
class RevealTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2000000 | 2097151      | : that is close
                    1e6     | 2097151      | : the right order of magnitude
                    1e7     | 2097151      | : within a factor of 10
                    20      | 2097151      | ''
                    -0.1978 | 0.1978161114 | : the size is right, the sign is the other one
                    1       | 0.1978161114 | : the sign is right
                    -1      | 0.1978161114 | : the sign is the other one
                    0.3     | 0.1978161114 | : the right order of magnitude
                    0       | 0.1978161114 | ''
                    1e-6    | 1e-5         | : within a factor of 10
                    0.1     | 0.0802619875 | : the right order of magnitude
                    0.8     | 0.0802619875 | : within a factor of 10
                    1       | 0.0802619875 | ''
                    1       | 14.3828      | ''
                    15      | 14.3828      | : that is close
                    1       | 4            | : within a factor of 10
                    1       | 0            | ''
                    """)
    void should_say_what_is_right_about_a_rough_guess(double guess, double actual, String comment) {
        String text = new Reveal("f", guess, actual).text();
        assertEquals(
                comment + ".",
                text.substring(text.lastIndexOf("predicted")).replaceFirst("predicted [-\\dE.e]*\\d", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-6, 1e-6",
        "9.9e-7, 1e-6",
        "4e-9, 1e-9",
        "6e-9, 1e-8",
        "0.2, 1e-1",
        "0, 0",
        "Infinity, ∞",
    })
    void should_round_an_error_to_the_nearest_power_of_ten(double error, String magnitude) {
        assertEquals(magnitude, StepExercise.magnitude(error));
    }

    @ParameterizedTest
    @CsvSource({"1000, ∞", "1e-17, 1e-1", "1, 1e-2"})
    void should_tell_the_error_of_extreme_steps(double h, String error) {
        String sentence = Exercises.find("08.a").judge(h).sentence();
        String about = sentence.replaceFirst(".*off by about ", "").replaceFirst("\\. .*", "");
        assertEquals(error, about);
    }

    @Test
    void should_not_take_one_small_number_for_another() {
        assertEquals("h = 1e-8. You predicted 1e-13.", new Reveal("h", 1e-13, 1e-8).text());
        assertEquals("h = 1e-8. You predicted just that.", new Reveal("h", 1e-8, 1e-8).text());
        assertEquals(
                "h = -2. You predicted 2: the size is right, the sign is the other one.",
                new Reveal("h", 2, -2).text());
        assertTrue(new Reveal("slope", 0.0593, 0.0593448).text().endsWith("You predicted just that."));
        assertTrue(new Reveal("slope", 0, 1.9e-16).text().endsWith("You predicted just that."));
    }

    @Test
    void should_give_nothing_away_on_a_page_before_there_is_a_prediction() {
        Reveal open = new Reveal("f", Double.NaN, -12), predicted = new Reveal("f", 3, -12);
        assertEquals("f: predict first, then run this cell again.", open.textOnPage());
        assertTrue(open.html().contains("<details class=\"verdict\"><summary>f: predict first"), open.html());
        assertEquals("f = -12.", open.text());
        assertEquals("f = -12. You predicted 3.", predicted.textOnPage());
        assertTrue(predicted.html().contains("<details class=\"verdict\" open=\"\">"), predicted.html());
    }
}
