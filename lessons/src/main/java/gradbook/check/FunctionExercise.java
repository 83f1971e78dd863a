package gradbook.check;

import gradbook.scalar.Style;
import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * An exercise whose answer is a function of one number, tried at several points. One that is {@code NaN} at all of them is
 * not answered yet.
 */
final class FunctionExercise extends Exercise {
    private static final double[] POINTS = {-2.5, -0.7, 0.3, 1.1, 2};

    private record Mistake(DoubleUnaryOperator function, String diagnosis) {}

    private final DoubleUnaryOperator right;
    private final String praise;
    private final List<Mistake> mistakes = new ArrayList<>();

    FunctionExercise(String id, DoubleUnaryOperator right, String praise, String... hints) {
        super(id, hints);
        this.right = right;
        this.praise = praise;
    }

    /** A wrong function that happens, and what its author probably did. */
    FunctionExercise mistake(String diagnosis, DoubleUnaryOperator function) {
        mistakes.add(new Mistake(function, diagnosis));
        return this;
    }

    @Override
    List<String> diagnoses() {
        return mistakes.stream().map(Mistake::diagnosis).toList();
    }

    @Override
    Verdict judge(Object answer) {
        if (!(answer instanceof DoubleUnaryOperator function))
            return Exercise.wrong("This exercise asks for a function of one number, such as v -> 2 * v.");
        if (everywhere(function, Double::isNaN)) return open("where it says NaN");
        if (same(function, right)) return Exercise.right(praise);
        for (Mistake mistake : mistakes) if (same(function, mistake.function)) return Exercise.wrong(mistake.diagnosis);
        if (everywhere(function, y -> y == 0))
            return Exercise.wrong("Your function gives 0 everywhere. " + NumbersExercise.INTEGER_DIVISION);
        double times = function.applyAsDouble(POINTS[0]) / right.applyAsDouble(POINTS[0]);
        if (same(function, v -> times * right.applyAsDouble(v)))
            return Exercise.wrong("Everywhere your function gives " + Style.TEXT.number(times, 4)
                    + " times what it must give: is there a factor too many, or a sign?");
        for (double point : POINTS) {
            double given = function.applyAsDouble(point), wanted = right.applyAsDouble(point);
            if (!NumbersExercise.isClose(given, wanted))
                return Exercise.wrong(
                        "At " + Trace.number(point) + " your function gives " + Style.TEXT.number(given, 4)
                                + ", and it must give " + Style.TEXT.number(wanted, 4) + ". " + hints().get(0));
        }
        throw new AssertionError("unreachable: a function that differs from the right one differs somewhere");
    }

    private static boolean everywhere(DoubleUnaryOperator function, DoublePredicate test) {
        return Arrays.stream(POINTS).map(function).allMatch(test);
    }

    private static boolean same(DoubleUnaryOperator f, DoubleUnaryOperator g) {
        for (double point : POINTS)
            if (!NumbersExercise.isClose(f.applyAsDouble(point), g.applyAsDouble(point))) return false;
        return true;
    }
}
