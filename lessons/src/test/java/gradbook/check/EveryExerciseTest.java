package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.layer.Affine;
import gradbook.matrix.Matrix;
import gradbook.mutant.Example;
import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All exercises of all lessons: every wrong answer that an exercise lists meets its diagnosis, those that a rule finds (gates,
 * steps, hunts list none) are met by rows of their own, and hints come in three grades.
 */
class EveryExerciseTest {
    private static final Pattern MATRIX = Pattern.compile("\\[([^]]*)]");

    /** An answer and what must be said to it; a sentence is given by its beginning, or after "..." by any part. */
    private record Row(String id, Object answer, Kind kind, String sentence) {}

    /** The lines of {@code answers.txt}: exercise, answer, verdict or HINT, sentence. */
    private static Stream<String[]> lines() {
        try (InputStream in = EveryExerciseTest.class.getResourceAsStream("answers.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s*\\|\\s*", 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Row> answers() {
        Stream<Row> written = lines().filter(line -> !line[2].equals("HINT"))
                .map(line -> new Row(line[0], answer(line[0], line[1]), Kind.valueOf(line[2]), line[3]));
        return Stream.of(written, gates(), slopes(), hunts()).flatMap(rows -> rows);
    }

    private static Object answer(String id, String text) {
        Exercise exercise = Exercises.find(id);
        if (exercise instanceof MatrixExercise)
            return MATRIX.matcher(text).results().map(m -> matrix(m.group(1))).toList();
        return exercise instanceof NumbersExercise || exercise instanceof StepExercise ? numbers(text) : text;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Matrix matrix(String rows) {
        return Matrix.of(
                Arrays.stream(rows.split("; ")).map(EveryExerciseTest::numbers).toArray(double[][]::new));
    }

    private static Stream<Row> gates() {
        DoubleBinaryOperator nan = (a, b) -> Double.NaN, one = (a, b) -> 1, half = (a, b) -> .5;
        DoubleBinaryOperator less = (a, b) -> a < b ? 1 : 0, lessOrSame = (a, b) -> a <= b ? 1 : 0;
        DoubleBinaryOperator more = (a, b) -> b < a ? 1 : 0, moreOrSame = (a, b) -> b <= a ? 1 : 0;
        return Stream.of(
                min(Kind.RIGHT, "...(1, 0) adds up to 1", lessOrSame, more),
                min(
                        Kind.RIGHT,
                        "...(0.5, 0.5) adds up to 1",
                        (a, b) -> a < b ? 1 : a == b ? .5 : 0,
                        (a, b) -> b < a ? 1 : a == b ? .5 : 0),
                min(Kind.OPEN, "Put your answer", nan, nan),
                min(Kind.WRONG, "...which add up to 0", less, more),
                min(
                        Kind.WRONG,
                        "...If you divided whole numbers, as in 1 / 2",
                        (a, b) -> a < b ? 1 : a == b ? 1 / 2 : 0,
                        (a, b) -> b < a ? 1 : a == b ? 1 / 2 : 0),
                min(Kind.WRONG, "...which add up to 2", lessOrSame, moreOrSame),
                min(Kind.WRONG, "...routes to the input that lost", more, less),
                min(Kind.WRONG, "...it does not split", half, half),
                min(Kind.WRONG, "...That is the add gate", one, one),
                min(Kind.WRONG, "...The sign", (a, b) -> a < b ? -1 : 0, (a, b) -> b < a ? -1 : 0),
                min(Kind.WRONG, "...That is a value", Math::min, Math::min),
                min(Kind.WRONG, "...Which input moves", (a, b) -> 7, (a, b) -> 7),
                new Row("02.a", Gate.binary("min", Math::max, more, less), Kind.WRONG, "Forward, your gate gives"),
                new Row("02.a", Gate.unary("min", a -> a, a -> 1), Kind.WRONG, "...has one input"),
                new Row("02.a", "min", Kind.WRONG, "...asks for a gate, made by Gate.binary"));
    }

    private static Row min(Kind kind, String sentence, DoubleBinaryOperator toA, DoubleBinaryOperator toB) {
        return new Row("02.a", Gate.binary("min", Math::min, toA, toB), kind, sentence);
    }

    private static Stream<Row> slopes() {
        return Stream.of(
                slope(Kind.RIGHT, "1 - y², where y is the output.", EveryExerciseTest::tanhSlope),
                slope(Kind.WRONG, "That is y (1 - y), the rule of", v -> Math.tanh(v) * (1 - Math.tanh(v))),
                slope(Kind.WRONG, "Nearly: the square is missing.", v -> 1 - Math.tanh(v)),
                slope(Kind.WRONG, "1 - v² takes the input", v -> 1 - v * v),
                slope(Kind.WRONG, "You evaluated the derivative at", v -> 1 - Math.pow(Math.tanh(Math.tanh(v)), 2)),
                slope(Kind.WRONG, "The sign: tanh rises everywhere", v -> Math.pow(Math.tanh(v), 2) - 1),
                slope(Kind.WRONG, "That is tanh itself.", Math::tanh),
                slope(Kind.WRONG, "1 + y² is the rule of the ordinary", v -> 1 + Math.pow(Math.tanh(v), 2)),
                slope(Kind.WRONG, "At -2.5 your function gives 1, and it must give 0.02659", v -> 1),
                slope(
                        Kind.WRONG,
                        "Everywhere your function gives 0.5 times what it must give",
                        v -> 0.5 - 0.5 * Math.pow(Math.tanh(v), 2)),
                slope(Kind.WRONG, "At -2.5 your function gives NaN, and it must give 0.02659", Math::sqrt),
                slope(Kind.WRONG, "At 2 your function gives NaN, and it", v -> v < 2 ? tanhSlope(v) : Double.NaN),
                slope(Kind.WRONG, "Your function gives 0 everywhere. If you divided whole", v -> 1 / 2 * (1 - v)),
                slope(Kind.OPEN, "Put your answer", v -> Double.NaN));
    }

    private static double tanhSlope(double v) {
        return 4 / Math.pow(Math.exp(v) + Math.exp(-v), 2);
    }

    private static Row slope(Kind kind, String sentence, DoubleUnaryOperator answer) {
        return new Row("06.a", answer, kind, sentence);
    }

    private static Stream<Row> hunts() {
        Example twice = Example.scalar("x*x", v -> v.get(0).mul(v.get(0)), 3).twice();
        Example batch = Example.network(
                "batch",
                Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8)),
                Matrix.of(2, 2, 5, 6, 1, -1),
                Matrix.zeros(2, 2));
        Example scalars = Example.scalar("all", EveryExerciseTest::everyScalarRule, 1.4, 0)
                .twice();
        return Stream.of(
                new Row("13.a", List.of(), Kind.OPEN, "Put your answer"),
                new Row(
                        "13.a",
                        List.of(twice),
                        Kind.WRONG,
                        "Found: 2 of 10. Still alive: wrong order, missing transpose, forgotten batch sum, forgotten 1/N, >="
                                + " mask, gradient-sign mask, sigma' at output, degrees. Think of \"wrong order\": Which"
                                + " value has two consumers, one of which comes late?"),
                new Row(
                        "13.a",
                        List.of(twice.expecting(3)),
                        Kind.WRONG,
                        "False alarm: the engine without a bug fails x*x, twice."),
                new Row("13.a", List.of(scalars, batch, twice), Kind.RIGHT, "All 10 are found, with 3 examples and no"),
                new Row("13.b", List.of(), Kind.OPEN, "Put your answer"),
                new Row(
                        "13.b",
                        List.of(scalars, batch, twice),
                        Kind.WRONG,
                        "Found: 10 of 10. But you used 3 examples, and 2 are enough."),
                new Row("13.b", List.of(scalars, batch), Kind.RIGHT, "All 10 are found, with 2 examples"));
    }

    private static Value everyScalarRule(List<Value> v) {
        Value x = v.get(0), square = x.mul(x);
        return square.add(square.mul(x))
                .add(x.sin())
                .add(x.sigmoid())
                .add(v.get(1).relu());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void should_say_what_a_student_probably_did(Row row) {
        Verdict verdict = Exercises.find(row.id).judge(row.answer);
        assertEquals(row.kind, verdict.kind(), verdict.sentence());
        assertTrue(
                row.sentence.startsWith("...")
                        ? verdict.sentence().contains(row.sentence.substring(3))
                        : verdict.sentence().startsWith(row.sentence),
                verdict.sentence());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void should_meet_each_diagnosis_and_each_kind_of_verdict(String id) {
        List<Verdict> verdicts = answers()
                .filter(row -> row.id.equals(id))
                .map(row -> Exercises.find(id).judge(row.answer))
                .toList();
        assertEquals(Set.of(Kind.values()), verdicts.stream().map(Verdict::kind).collect(Collectors.toSet()));
        List<String> unmet = new ArrayList<>(Exercises.find(id).diagnoses());
        unmet.removeIf(known ->
                verdicts.stream().anyMatch(verdict -> verdict.sentence().contains(known)));
        assertEquals(List.of(), unmet, "no answer in the tests meets these, or an earlier one hides them");
    }

    static Set<String> ids() {
        return Exercises.ids();
    }

    @Test
    void should_know_the_exercises_of_all_fourteen_lessons() {
        Set<String> lessons = new TreeSet<>();
        Exercises.ids().forEach(id -> lessons.add(id.substring(0, 2)));
        assertEquals(14, lessons.size(), lessons.toString());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void should_give_three_hints_and_the_way_to_the_answer_only_in_the_last(String id) {
        List<String> hints = Exercises.find(id).hints();
        assertEquals(3, hints.stream().distinct().count());
        String last = lines().filter(line -> line[0].equals(id) && line[2].equals("HINT"))
                .map(line -> line[3])
                .findFirst()
                .orElseThrow();
        assertFalse(hints.get(0).contains(last), hints.get(0));
        assertFalse(hints.get(1).contains(last), hints.get(1));
        assertTrue(hints.get(2).contains(last), hints.get(2));
    }
}
