package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExercisesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 2 -2   | RIGHT | The mul gate hands z = 2 to q
                    2.0001 2 -1.9999 | RIGHT | The mul gate
                    1 -3 2   | WRONG | These are the values of x, y and z.
                    1 1 -2   | WRONG | You stopped at the local derivative
                    3 3 -2   | WRONG | Upstream and local are multiplied, not added
                    -2 -2 2  | WRONG | The mul gate swaps
                    -2 2 2   | WRONG | The gradients are right, in another order
                    2 7 -2   | WRONG | Right so far: ∂f/∂x = 2, ∂f/∂z = -2. Look again at ∂f/∂y = 7.
                    NaN NaN NaN | OPEN | Put your answer
                    2 2      | WRONG | You gave 2 numbers; this exercise asks for 3 numbers: ∂f/∂x, ∂f/∂y, ∂f/∂z.
                    2 NaN -2 | OPEN  | Right so far: ∂f/∂x = 2, ∂f/∂z = -2. Still to do: ∂f/∂y.
                    2 NaN 7  | WRONG | Right so far: ∂f/∂x = 2. Look again at ∂f/∂z = 7.
                    2 2 2    | WRONG | Right so far: ∂f/∂x = 2, ∂f/∂y = 2. Look again at ∂f/∂z = 2. The size is right, the sign is the other one.
                    4 4 -4   | WRONG | Look again at ∂f/∂x = 4, ∂f/∂y = 4, ∂f/∂z = -4. That is twice what it must be
                    2 2 -1   | WRONG | Right so far: ∂f/∂x = 2, ∂f/∂y = 2. Look again at ∂f/∂z = -1. That is half of what it must be
                    2 -2 2   | WRONG | Right so far: ∂f/∂x = 2. Look again at ∂f/∂y = -2, ∂f/∂z = 2. These are the right numbers, but not each in its place
                    Infinity 2 -2 | WRONG | Right so far: ∂f/∂y = 2, ∂f/∂z = -2. Look again at ∂f/∂x = ∞. ∞ comes from a division by 0
                    """)
    void should_name_the_misconception_behind_the_gradients_of_01a(String answer, Kind kind, String sentence) {
        double[] numbers = Arrays.stream(answer.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertVerdict(kind, sentence, Exercises.find("01.a").judge(numbers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x and y  | RIGHT | Both have the gradient -4
                    Y, x     | RIGHT | Both have
                    both x and y | RIGHT | Both have
                    z        | WRONG | You picked the gradient that is largest as a signed number.
                    y        | WRONG | y has the largest value
                    x        | WRONG | x is right, but not alone
                    q        | WRONG | "q" is not it.
                    ''       | OPEN  | Put your answer
                    """)
    void should_name_the_misconception_behind_the_input_of_01b(String answer, Kind kind, String sentence) {
        assertVerdict(kind, sentence, Exercises.find("01.b").judge(answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    02.b | -8 6 0 2     | RIGHT | Now w wins
                    02.b | -8 6 2 0     | WRONG | That was the answer for w = -1.
                    02.b | -8 6 1 1     | WRONG | The max gate routes
                    02.b | -4 3 0 1     | WRONG | You left the factor 2 out
                    02.b | 6 -8 0 2     | WRONG | The mul gate swaps
                    02.b | -8 6 0 10    | WRONG | w gets the gradient 2, not its value
                    02.b | -8 6 0 5     | WRONG | ∂f/∂w = 5? That is the value of w.
                    02.b | -8 6 2 2     | WRONG | max routes: it hands the 2 to the winner
                    03.a | 3            | RIGHT | Line 3 overwrites
                    03.a | 2            | WRONG | Line 2 is right
                    03.a | 1            | WRONG | Line 1 only names
                    03.a | 4            | WRONG | Line 4 only closes
                    03.b | 3 12         | RIGHT | Three paths
                    03.b | 3 64         | WRONG | Gradients of branches add, they are not multiplied
                    03.b | 1 4          | WRONG | That is one path only.
                    03.b | 3 4          | WRONG | Three paths is right, but you kept only
                    03.b | 2 12         | WRONG | There are two mul gates, but x enters three times.
                    03.b | 2 8          | WRONG | There are two mul gates, but x enters three times: three terms
                    03.b | 3 8          | WRONG | ∂f/∂x = 8? That is the value of f
                    03.b | 3 6          | WRONG | ∂f/∂x = 6? You added the factors
                    03.b | 1 12         | WRONG | 12 is right.
                    """)
    void should_name_the_misconception_behind_numbers(String id, String answer, Kind kind, String sentence) {
        double[] numbers = Arrays.stream(answer.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertVerdict(kind, sentence, Exercises.find(id).judge(numbers));
    }

    @Test
    void should_say_what_kind_of_answer_an_exercise_wants() {
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for a name",
                Exercises.find("01.b").judge(1.0));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 numbers",
                Exercises.find("01.a").judge("x"));
        String message = assertThrows(IllegalArgumentException.class, () -> Exercises.find("01.z"))
                .getMessage();
        assertEquals("There is no exercise \"01.z\". There are: 01.a, 01.b.", message);
    }

    static List<Arguments> ways() {
        return Stream.of(
                        new double[] {2, 2, -2},
                        new int[] {2, 2, -2},
                        new Object[] {2, 2.0, -2f},
                        new Double[] {2.0, 2.0, -2.0},
                        List.of(2, 2, -2),
                        Matrix.column(2, 2, -2),
                        Matrix.row(2, 2, -2))
                .map(answer -> Arguments.of(answer))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void should_take_numbers_in_whatever_form_they_come(Object answer) {
        assertVerdict(Kind.RIGHT, "The mul gate", Exercises.find("01.a").judge(answer));
    }

    @Test
    void should_say_why_a_text_or_a_value_is_no_number() {
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 numbers: ∂f/∂x, ∂f/∂y, ∂f/∂z. What stands between quotes is a text",
                Exercises.find("01.a").judge(new Object[] {2, 2, "-2"}));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 numbers: ∂f/∂x, ∂f/∂y, ∂f/∂z. You gave a Value; its number is x.data()",
                Exercises.find("01.a").judge(Value.of("x", 2)));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for one number, the step h, such as 0.01. What stands between quotes",
                Exercises.find("08.a").judge("1e-5"));
    }

    @Test
    void should_take_names_in_whatever_form_they_come() {
        for (Object answer : List.of("y,x", 'x', new Object[] {"x", "y"}, List.of(Value.of("x", 1), Value.of("y", 1))))
            assertEquals(
                    answer.equals('x') ? Kind.WRONG : Kind.RIGHT,
                    Exercises.find("01.b").judge(answer).kind());
        assertVerdict(
                Kind.RIGHT, "Every", Exercises.find("04.a").judge(new String[] {"f", "q", "t", "r", "p", "x", "y"}));
    }

    @Test
    void should_find_the_lesson_that_a_mistyped_id_means() {
        for (String id : List.of("1.a", "01a", "01.A", "1"))
            assertEquals(
                    "There is no exercise \"" + id + "\". There are: 01.a, 01.b.",
                    assertThrows(IllegalArgumentException.class, () -> Exercises.find(id))
                            .getMessage());
    }

    private static void assertVerdict(Kind kind, String start, Verdict verdict) {
        assertEquals(kind, verdict.kind(), verdict.sentence());
        assertTrue(verdict.sentence().startsWith(start), verdict.sentence());
    }
}
