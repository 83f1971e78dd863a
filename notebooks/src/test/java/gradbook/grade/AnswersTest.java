package gradbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import gradbook.check.Check;
import gradbook.check.Mark;
import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import gradbook.mutant.Example;
import gradbook.present.Course;
import gradbook.present.Script;
import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import gradbook.session.Outcome;
import gradbook.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is judged is what comes out of the other process, as text. */
class AnswersTest {
    @AfterEach
    void judgeHereAgain() {
        Check.collect(null);
    }

    /** One lesson for each kind of answer: numbers and texts, a gate, names in order, a function, matrices, examples. */
    static Stream<Script> lessons() {
        return Stream.of("01", "02", "04", "06", "10", "13").map(Course::find);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void the_solutions_of_the_course_get_their_points(Script lesson) {
        Map<String, Mark> marks = new HashMap<>();
        Check.collect((exercise, answer) -> marks.put(exercise, Mark.of(exercise, sent(answer))));
        try (Session session = Session.open()) {
            for (Script.Cell cell : lesson.cells()) {
                if (cell.isProse() || cell.is("notebook-only") || cell.is("script-only")) continue;
                Outcome outcome = session.run(cell.source());
                if (outcome.failure() != null)
                    throw new AssertionError(outcome.failure().text());
            }
        }
        assertTrue(marks.size() >= 2, marks.toString());
        marks.forEach((exercise, mark) -> assertTrue(mark.isRight(), exercise + " " + mark));
    }

    @Test
    void a_layer_and_a_gate_of_ones_own_are_no_example_that_counts() {
        Layer sly = new Layer() {
            @Override
            public Matrix forward(Matrix x) {
                return x;
            }

            @Override
            public Matrix backward(Matrix upstream) {
                return upstream;
            }

            @Override
            public String rule() {
                return "as it likes";
            }
        };
        Object layer = List.of(Example.layer("sly", sly, Matrix.column(1), Matrix.column(1)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> sent(layer))
                .getMessage()
                .startsWith("An example that counts is made of Gradbook's own gates and layers; the layer "));
        int[] calls = {0};
        Gate gate = Gate.unary("mine", Math::exp, v -> calls[0]++);
        Object graph = List.of(Example.scalar("sly", v -> v.get(0).apply(gate), 1));
        assertEquals(
                "An example that counts is made of Gradbook's own gates and layers; the gate \"mine\" is none of them.",
                assertThrows(IllegalArgumentException.class, () -> sent(graph)).getMessage());
    }

    @Test
    void a_gate_that_takes_the_name_of_ours_is_judged_as_ours() {
        Gate gate = Gate.unary("exp", Math::exp, v -> 7);
        Example example = (Example) ((List<?>)
                        sent(Example.scalar("sly", v -> v.get(0).apply(gate).add(Value.of(1)), 0)))
                .get(0);
        Example.Graph graph = (Example.Graph) example.subject();
        assertEquals(1, graph.output().gradient(graph.inputs())[0], 0); // e^0, not 7
    }

    @Test
    void every_number_arrives_as_it_was_and_what_is_no_answer_is_judged_as_wrong() {
        double[] numbers = {Double.NaN, Double.NEGATIVE_INFINITY, 0.1 + 0.2, -0.0, Double.MIN_VALUE};
        assertEquals(List.of(box(numbers)), List.of(box((double[]) sent(numbers))));
        assertEquals(false, Mark.of("01.a", sent(null)).isRight());
        assertEquals(
                false, Mark.of("01.a", sent(new Mark(true, false, "Right."))).isRight());
        assertEquals(true, Mark.of("01.a", sent(new double[] {2, 2, -2})).isRight());
    }

    private static List<Double> box(double[] numbers) {
        return java.util.Arrays.stream(numbers).boxed().toList();
    }

    private static Object sent(Object answer) {
        String text = Answers.toJson(answer).toString();
        return Answers.fromJson(
                JsonParser.parseString(text).getAsJsonObject(), (part, at) -> Answers.value(answer, part, at));
    }
}
