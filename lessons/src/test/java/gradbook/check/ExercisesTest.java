package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import gradbook.show.Show;
import gradbook.show.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExercisesTest {
    private static final String QUOTED = "What stands between quotes is a text";

    static List<Arguments> otherKinds() {
        return List.of(
                Arguments.of("01.b", 1.0, "a name"),
                Arguments.of("01.a", "x", "3 numbers"),
                Arguments.of("01.a", new Object[] {2, 2, "-2"}, "3 numbers: ∂f/∂x, ∂f/∂y, ∂f/∂z. " + QUOTED),
                Arguments.of(
                        "01.a",
                        Value.of("x", 2),
                        "3 numbers: ∂f/∂x, ∂f/∂y, ∂f/∂z. You gave a Value; its number is x.data()"),
                Arguments.of("04.a", 7, "names"),
                Arguments.of("06.a", 1.0, "a function"),
                Arguments.of("08.a", "small", "one number, the step h"),
                Arguments.of("08.a", "1e-5", "one number, the step h, such as 0.01. " + QUOTED),
                Arguments.of("10.a", "dW", "3 matrices: dW, dx, db."),
                Arguments.of("10.a", new Object[] {Matrix.column(1), null}, "3 matrices"),
                Arguments.of("13.a", List.of("x"), "a list of examples"));
    }

    @ParameterizedTest
    @MethodSource("otherKinds")
    void should_say_what_kind_of_answer_an_exercise_wants(String id, Object answer, String wanted) {
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for " + wanted,
                Exercises.find(id).judge(answer));
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
    void should_take_names_in_whatever_form_they_come() {
        for (Object answer : List.of("y,x", 'x', new Object[] {"x", "y"}, List.of(Value.of("x", 1), Value.of("y", 1))))
            assertEquals(
                    answer.equals('x') ? Kind.WRONG : Kind.RIGHT,
                    Exercises.find("01.b").judge(answer).kind());
        for (Object order :
                List.of(new String[] {"f", "q", "t", "r", "p", "x", "y"}, List.of("f", "q", "t", "r", "p", "x", "y")))
            assertVerdict(Kind.RIGHT, "Every", Exercises.find("04.a").judge(order));
        List<Value> values = Stream.of("f", "q", "p", "x", "y", "t", "r")
                .map(name -> Value.of(name, 1))
                .toList();
        assertVerdict(Kind.WRONG, "This is depth first", Exercises.find("04.a").judge(values));
        assertVerdict(Kind.RIGHT, "With h =", Exercises.find("08.a").judge(1e-5));
    }

    @Test
    void should_give_a_stronger_hint_each_time_and_the_last_one_from_then_on() {
        List<String> said = new ArrayList<>();
        Stage before = Show.exchange(new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                said.add(bundle.get("text/plain").replaceAll("\\s+", " "));
            }

            @Override
            public boolean isRich() {
                return false;
            }
        });
        try {
            for (int i = 0; i < 4; i++) Check.hint("14.a");
        } finally {
            Show.exchange(before);
        }
        List<String> hints = Exercises.find("14.a").hints();
        String last = "Hint 3 of 3: " + hints.get(2);
        assertEquals(
                List.of(
                        "Hint 1 of 3: " + hints.get(0),
                        "Hint 2 of 3: " + hints.get(1),
                        last,
                        last + " (There is no stronger one. solution(\"14.a\") shows a solution.)"),
                said);
    }

    @Test
    void should_list_the_exercises_of_the_lesson_that_a_wrong_id_means() {
        for (String id : List.of("01.z", "1.a", "01a", "01.A", "1"))
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
