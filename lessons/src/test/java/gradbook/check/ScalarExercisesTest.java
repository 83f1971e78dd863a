package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons 04 to 08: every known wrong answer, worked out by hand or with numpy, meets its diagnosis. */
class ScalarExercisesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    f q t r p x y     | RIGHT | Every value comes after all its consumers
                    f, t, r, q, p, y, x | RIGHT | Every value
                    f -> t -> q -> r -> p -> x -> y | RIGHT | Every value
                    f q p x y t r     | WRONG | This is depth first: one branch down to its end before the next begins. p is visited before r
                    f t r p y x q     | WRONG | This is depth first
                    f q t p x r y     | WRONG | This is breadth first
                    x y p q r t f     | WRONG | This is an order for the forward pass
                    y x p r t q f     | WRONG | This is an order for the forward pass
                    f q t r x p y     | WRONG | Look at x: x is visited before p, which uses it
                    f t p q r x y     | WRONG | Look at p: p is visited before q and r, which use it
                    q f t r p x y     | WRONG | Look at q: q is visited before f
                    f q q t r p x y   | WRONG | q stands there more than once.
                    f q t r p         | WRONG | Missing: x, y.
                    f q t r p x z     | WRONG | There is no value "z" in this graph. There are: x, y, p, q, r, t, f.
                    ''                | OPEN  | Put your answer
                    """)
    void should_judge_an_order_of_04a(String answer, Kind kind, String sentence) {
        assertVerdict(kind, sentence, Exercises.find("04.a").judge(answer));
    }

    @Test
    void should_take_an_order_as_a_list_of_names_or_of_values() {
        assertVerdict(Kind.RIGHT, "Every", Exercises.find("04.a").judge(List.of("f", "q", "t", "r", "p", "x", "y")));
        List<Value> values = Stream.of("f", "q", "p", "x", "y", "t", "r")
                .map(name -> Value.of(name, 1))
                .toList();
        assertVerdict(Kind.WRONG, "This is depth first", Exercises.find("04.a").judge(values));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for names",
                Exercises.find("04.a").judge(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    04.b | 81 81 9       | RIGHT | Every path contributes 1
                    04.b | 12 12 9       | WRONG | The ways through one tripling combine
                    04.b | 256 256 9     | WRONG | Not every gate doubles
                    04.b | 81 81 5       | WRONG | Paths and derivative are right, but d + d + d is two gates
                    04.b | 81 81 8       | WRONG | Nearly: the walk visits the input too.
                    04.b | 81 81 161     | WRONG | These are the visits of a walk along every path.
                    04.b | 16 16 5       | WRONG | You doubled.
                    04.b | 64 64 9       | WRONG | paths = 64? That is 4 to the power 3.
                    04.b | 27 27 9       | WRONG | paths = 27? That is three triplings.
                    04.b | 81 1 9        | WRONG | derivative = 1? Each path contributes 1
                    04.b | 81 81 13      | WRONG | visits = 13? d + d + d has two plus signs
                    05.a | 2.2371 -100.914 | RIGHT | A change of 0.07 in b
                    05.a | 2.237 -100.9  | RIGHT | A change of 0.07 in b
                    05.a | 2.24 -101     | WRONG | Look again at f = 2.24, ∂f/∂x = -101. That is off by a few percent at most: did you round
                    05.a | 0.894 -100.914 | WRONG | f = 0.894? That is c = sin(90).
                    05.a | 2.16395 -80.393 | WRONG | These are the numbers without rounding.
                    05.a | 2 0           | WRONG | f = 2? Degrees?
                    05.a | 2.2371 0      | WRONG | ∂f/∂x = 0? Degrees?
                    05.a | 2.2371 100.914 | WRONG | ∂f/∂x = 100.914? The sign: a = -x
                    05.a | 2.2371 -100.832 | WRONG | ∂f/∂x = -100.832? The local derivative of exp is the cached b
                    05.a | 2.2371 -1.1213 | WRONG | ∂f/∂x = -1.1213? Three factors of the four
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 -80.393 | RIGHT | That is the table as it must be.
                    05.b | 1 2 -2 0 0    | WRONG | c = 1? Degrees?
                    05.b | 0.92424 2 -2 0 0 | WRONG | f = 2? Degrees?
                    05.b | 0.92424 2.16395 -2 0 0 | WRONG | ∂f/∂c = -2? Degrees?
                    05.b | 0.92424 2.16395 -2.34134 0 0 | WRONG | ∂c/∂b = 0? Degrees?
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 0 | WRONG | ∂f/∂x = 0? Degrees?
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 0.00399 | WRONG | ∂f/∂x = 0.00399? Degrees? With their π/180
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 0.22865 | WRONG | ∂f/∂x = 0.22865? Degrees, and without π/180
                    05.b | 0.894 2.2371 -2.5024 -0.4481 -100.914 | WRONG | c = 0.894? You rounded b to 90
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 -100.914 | WRONG | ∂f/∂x = -100.914? You rounded b to 90
                    05.b | 0.92424 1.84847 -2.34134 -0.38182 -80.393 | WRONG | f = 1.84847? That is 2 c.
                    05.b | 0.92424 2.16395 -2.16395 -0.38182 -80.393 | WRONG | ∂f/∂c = -2.16395? That is -2 / c.
                    05.b | 0.92424 2.16395 -2.34134 0.38182 -80.393 | WRONG | ∂c/∂b = 0.38182? The sign
                    05.b | 0.92424 2.16395 2.34134 -0.38182 -80.393 | WRONG | ∂f/∂c = 2.34134? The sign
                    05.b | 0.92424 2.16395 -2.34134 0.92424 -80.393 | WRONG | ∂c/∂b = 0.92424? The derivative of sine is cosine
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 80.393 | WRONG | ∂f/∂x = 80.393? The sign: a = -x
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 -0.89398 | WRONG | ∂f/∂x = -0.89398? Three factors of the four
                    05.b | 0.92424 2.16395 -2.34134 -0.38182 -4.02201 | WRONG | ∂f/∂x = -4.02201? You multiplied by a
                    06.b | 0.1192 0.10498 0.10498 | RIGHT | σ(-s) = 1 - σ(s)
                    06.b | -0.8808 0.105 0.105 | WRONG | σ(-2) = -0.8808? A probability is never negative.
                    06.b | 0.8808 0.105 0.105 | WRONG | σ(-2) = 0.8808? That is σ(2) again.
                    06.b | 0.1192 0.105 -0.105 | WRONG | σ'(-2) = -0.105? The curve rises on both sides
                    06.b | 0.1192 -2 0.105 | WRONG | σ'(2) = -2? The rule y (1 - y) takes the output y = 0.8808
                    06.b | 0.1192 0.105 -6 | WRONG | σ'(-2) = -6? The rule y (1 - y) takes the output y = σ(-2)
                    06.b | 0.1192 0.8808 0.105 | WRONG | σ'(2) = 0.8808? That is σ(2) itself.
                    06.b | 0.1192 0.1192 0.105 | WRONG | σ'(2) = 0.1192? That is 1 - y.
                    06.b | 0.1192 0.2072 0.105 | WRONG | σ'(2) = 0.2072? You evaluated the slope at the output
                    07.a | 0.8022 1.6044 -0.8022 | RIGHT | The model is off by 0.8 now
                    07.a | -0.1978 -0.3956 0.1978 | WRONG | That was the answer for y = 1.
                    07.a | -0.8022 -1.6044 0.8022 | WRONG | Prediction minus label, not label minus prediction
                    07.a | 0.8022 0.8022 0.8022 | WRONG | ∂L/∂s is right. The mul gate swaps
                    07.a | 0.8022 2 -1   | WRONG | These are the features times 1.
                    07.a | 0.8022 0.24066 -0.56153 | WRONG | Each weight gets ∂L/∂s times its feature
                    07.a | 0.8022 -0.8022 1.6044 | WRONG | The two weights are swapped
                    07.a | 0.1273 0.25459 -0.1273 | WRONG | p (1 - p) is in there once too often
                    07.a | 0.15868 0.31737 -0.15868 | WRONG | That is the sigmoid's own slope
                    07.a | 5.0552 10.1104 -5.0552 | WRONG | That is what arrives at p
                    07.b | 37            | RIGHT | exp(-37) is 8.5e-17
                    07.b | 36            | WRONG | 36 is the last number
                    07.b | 38            | WRONG | It is broken there, but it was broken one earlier.
                    07.b | 40            | WRONG | It is broken at 40
                    07.b | -710          | WRONG | It breaks there too
                    08.b | 242 482 1     | RIGHT | And the one backward pass
                    08.b | 241 482 1     | WRONG | forward differences = 241? One for each parameter, and one more
                    08.b | 482 482 1     | WRONG | forward differences = 482? The loss that was not nudged
                    08.b | 58081 482 1   | WRONG | forward differences = 58081? That is P².
                    08.b | 242 483 1     | WRONG | central differences = 483? A central difference does not need
                    08.b | 242 241 1     | WRONG | central differences = 241? Both ways
                    08.b | 242 242 1     | WRONG | central differences = 242? Both ways
                    08.b | 242 482 241   | WRONG | backward passes = 241? That would be forward mode
                    08.b | 242 482 242   | WRONG | backward passes = 242? Nothing is nudged here
                    08.b | 242 484 1     | WRONG | central differences = 484? Two for each parameter
                    08.b | 242 482 2     | WRONG | backward passes = 2? The forward pass is needed too
                    08.b | 7 482 1       | WRONG | Right so far: central differences = 482, backward passes = 1.
                    """)
    void should_name_the_misconception_behind_numbers(String id, String answer, Kind kind, String sentence) {
        double[] numbers = Arrays.stream(answer.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertVerdict(kind, sentence, Exercises.find(id).judge(numbers));
    }

    static Stream<Arguments> slopes() {
        return Stream.of(
                slope(v -> 4 / Math.pow(Math.exp(v) + Math.exp(-v), 2), Kind.RIGHT, "1 - y², where y is the output."),
                slope(
                        v -> Math.tanh(v) * (1 - Math.tanh(v)),
                        Kind.WRONG,
                        "That is y (1 - y), the rule of the sigmoid."),
                slope(v -> 1 - Math.tanh(v), Kind.WRONG, "Nearly: the square is missing."),
                slope(v -> 1 - v * v, Kind.WRONG, "1 - v² takes the input"),
                slope(
                        v -> 1 - Math.pow(Math.tanh(Math.tanh(v)), 2),
                        Kind.WRONG,
                        "You evaluated the derivative at the output"),
                slope(v -> Math.pow(Math.tanh(v), 2) - 1, Kind.WRONG, "The sign: tanh rises everywhere"),
                slope(Math::tanh, Kind.WRONG, "That is tanh itself."),
                slope(v -> 1 + Math.pow(Math.tanh(v), 2), Kind.WRONG, "1 + y² is the rule of the ordinary tangent."),
                slope(v -> 1, Kind.WRONG, "At -2.5 your function gives 1, and it must give 0.02659"),
                slope(
                        v -> 0.5 - 0.5 * Math.pow(Math.tanh(v), 2),
                        Kind.WRONG,
                        "Everywhere your function gives 0.5 times what it must give"),
                slope(v -> Double.NaN, Kind.OPEN, "Put your answer"));
    }

    private static Arguments slope(DoubleUnaryOperator answer, Kind kind, String sentence) {
        return Arguments.of(answer, kind, sentence);
    }

    @ParameterizedTest
    @MethodSource("slopes")
    void should_name_the_misconception_behind_the_slope_of_06a(DoubleUnaryOperator answer, Kind kind, String sentence) {
        assertVerdict(kind, sentence, Exercises.find("06.a").judge(answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1e-5   | RIGHT | With h = 0.00001 the slope is off by about 1e-12.
                    1e-6   | RIGHT | With h =
                    1e-4   | RIGHT | With h =
                    5e-4   | WRONG | With h = 0.0005 the slope is off by about 1e-9. The step is so long
                    0.01   | WRONG | With h = 0.01 the slope is off by about 1e-6. The step is so long
                    1e-8   | WRONG | With h = 1e-8 the slope is off by about 1e-9. That step suits a forward difference.
                    1e-13  | WRONG | With h = 1e-13 the slope is off by about 1e-4. Smaller is not better
                    0      | WRONG | A step is a positive number
                    -1e-5  | WRONG | A step is a positive number
                    NaN    | OPEN  | Put your answer
                    """)
    void should_name_the_misconception_behind_the_step_of_08a(double answer, Kind kind, String sentence) {
        assertVerdict(kind, sentence, Exercises.find("08.a").judge(new double[] {answer}));
        assertVerdict(kind, sentence, Exercises.find("08.a").judge(answer));
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

    @ParameterizedTest
    @ValueSource(strings = {"04.a", "04.b", "05.a", "05.b", "06.a", "06.b", "07.a", "07.b", "08.a", "08.b"})
    void should_offer_three_hints(String id) {
        assertEquals(3, Exercises.find(id).hints().size());
    }

    @Test
    void should_say_what_kind_of_answer_an_exercise_wants() {
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for a function",
                Exercises.find("06.a").judge(1.0));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for one number, the step h",
                Exercises.find("08.a").judge("small"));
    }

    private static void assertVerdict(Kind kind, String start, Verdict verdict) {
        assertEquals(kind, verdict.kind(), verdict.sentence());
        assertTrue(verdict.sentence().startsWith(start), verdict.sentence());
    }
}
