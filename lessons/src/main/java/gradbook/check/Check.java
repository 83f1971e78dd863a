package gradbook.check;

import static gradbook.show.Show.show;

import gradbook.present.Course;
import gradbook.scalar.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * What a student calls in a lesson: predict and reveal, check, hint and solution. Answers live as long as the session
 * and go nowhere.
 */
public final class Check {
    private static final Map<String, Double> PREDICTED = new HashMap<>();
    private static final Map<String, Integer> HINTS_GIVEN = new HashMap<>();
    private static volatile BiConsumer<String, Object> collector; // null where answers are judged here

    private Check() {}

    /** Notes what you expect {@code quantity} to be; {@code NaN} means not answered yet. */
    public static void predict(String quantity, double guess) {
        PREDICTED.put(quantity, guess);
        show(
                Double.isNaN(guess)
                        ? "No prediction for " + quantity + " yet."
                        : "You predict " + quantity + " = " + Trace.number(guess) + ".");
    }

    /** Sets what you predicted beside what came out; on a page it stays folded until you have predicted. */
    public static void reveal(String quantity, double actual) {
        show(new Reveal(quantity, PREDICTED.getOrDefault(quantity, Double.NaN), actual));
    }

    /**
     * The same with an entry of the course's table of known answers, {@code reveal("f", "01.f")}: so that the cell does not
     * say the number that it hides.
     */
    public static void reveal(String quantity, String known) {
        reveal(quantity, Golden.find(known).value());
    }

    /**
     * Compares your answer to an exercise with the right one, and says what you probably did if they differ. An answer is
     * whatever the exercise asks for: numbers, names, matrices, a gate; one, several, an array or a list.
     *
     * <pre>{@code
     * check("01.a", 2, 2, -2);
     * check("01.b", "x and y");
     * check("10.a", dW, dx, db);
     * }</pre>
     */
    public static void check(String exercise, Object... answer) {
        if (collector != null) {
            List<Object> parts = Answers.parts(answer);
            collector.accept(exercise, parts.size() == 1 ? parts.get(0) : parts);
            return;
        }
        Verdict verdict = Exercises.find(exercise).judge(answer.length == 1 ? answer[0] : answer);
        show(verdict);
        Lesson.answered(exercise, verdict);
    }

    /** The same for a function: {@code check("06.a", v -> 2 * v)}. */
    public static void check(String exercise, DoubleUnaryOperator answer) {
        check(exercise, (Object) answer);
    }

    /** One hint for an exercise; each further call gives a stronger one, up to the last. */
    public static void hint(String exercise) {
        if (collector != null) return;
        Exercise asked = Exercises.find(exercise);
        int last = asked.hints().size();
        int given = HINTS_GIVEN.merge(exercise, 1, Integer::sum), grade = Math.min(given, last);
        show("Hint " + grade + " of " + last + ": " + asked.hints().get(grade - 1)
                + (given > last
                        ? " (There is no stronger one. solution(\"" + exercise + "\") shows a solution.)"
                        : ""));
    }

    /** The code that solves an exercise. Try it yourself first; {@link #hint} helps. */
    public static void solution(String exercise) {
        if (collector != null) return;
        Exercises.find(exercise);
        show(Course.lessons().stream()
                .flatMap(lesson -> lesson.cells().stream())
                .filter(cell -> cell.is("solution") && cell.id().equals(exercise))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The course has no solution cell for " + exercise + "."))
                .source());
    }

    /** Compares a number of the lesson with the course's table of known answers. */
    public static void golden(String id, double actual) {
        Golden golden = Golden.find(id);
        System.out.println(golden.compare(actual));
        Lesson.compared(id, golden.agreesWith(actual));
    }

    /**
     * From now on answers are handed to {@code collector}, exercise and answer (one thing, or a list of several), and not judged here, where a student's
     * code could reach the judge; hints and solutions stay silent. For a grader.
     */
    public static void collect(BiConsumer<String, Object> collector) {
        Check.collector = collector;
    }

    static void forget() {
        PREDICTED.clear();
        HINTS_GIVEN.clear();
    }
}
