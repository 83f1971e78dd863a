package gradbook.check;

import gradbook.derivative.Numeric;
import gradbook.scalar.Trace;
import java.util.function.DoubleUnaryOperator;

/** An exercise whose answer is a step for a central difference; right within a factor of ten of the best. */
final class StepExercise extends Exercise {
    private static final double LARGEST = 1.001e-4, SMALLEST = 0.999e-6; // a factor of ten around 1e-5

    private final DoubleUnaryOperator f;
    private final double at;
    private final double slope;

    /** {@code slope} is the true derivative of {@code f} at {@code at}; verdicts say how far off a step is there. */
    StepExercise(String id, DoubleUnaryOperator f, double at, double slope, String... hints) {
        super(id, hints);
        this.f = f;
        this.at = at;
        this.slope = slope;
    }

    @Override
    Verdict judge(Object answer) {
        double[] numbers = Answers.numbers(answer);
        if (numbers != null && numbers.length == 1) return judge(numbers[0]);
        return Exercise.wrong(
                "This exercise asks for one number, the step h, such as 0.01." + Answers.whyNoNumbers(answer));
    }

    private Verdict judge(double h) {
        if (Double.isNaN(h)) return open("where it says NaN");
        if (!(h > 0) || Double.isInfinite(h))
            return Exercise.wrong(
                    "A step is a positive number: with h = " + Trace.number(h) + " there is no quotient.");
        double error = Math.abs(Numeric.central(f, at, h) - slope);
        String here = "With h = " + Trace.number(h) + " the slope is off by about " + magnitude(error) + ". ";
        if (h > LARGEST)
            return Exercise.wrong(here + "The step is so long that it measures the bend of the curve (truncation)."
                    + " The error falls with h²: go down.");
        if (h >= SMALLEST) return Exercise.right(here + "Here truncation and rounding are about equally small.");
        if (h >= 1e-9)
            return Exercise.wrong(here + "That step suits a forward difference. A central one gains so much from"
                    + " cancelling the bend that its best step is longer.");
        return Exercise.wrong(
                here + "Smaller is not better: L(s + h) and L(s - h) agree in nearly all their digits, and"
                        + " their difference is mostly rounding noise.");
    }

    /** The nearest power of ten alone: the digits before it are noise. */
    static String magnitude(double error) {
        if (error == 0 || !Double.isFinite(error)) return Trace.number(error);
        return "1e" + (int) Math.ceil(Math.log10(error / 5.5));
    }
}
