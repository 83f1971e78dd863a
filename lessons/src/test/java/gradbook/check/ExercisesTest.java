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
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for names",
                Exercises.find("04.a").judge(7));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for a function",
                Exercises.find("06.a").judge(1.0));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for one number, the step h",
                Exercises.find("08.a").judge("small"));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 matrices: dW, dx, db.",
                Exercises.find("10.a").judge("dW"));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 matrices",
                Exercises.find("10.a").judge(new Object[] {Matrix.column(1), null}));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for a list of examples",
                Exercises.find("13.a").judge(List.of("x")));
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
