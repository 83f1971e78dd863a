package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 06, the sigmoid. */
final class Exercises06 {
    private Exercises06() {}

    static List<Exercise> all() {
        return List.of(tanh(), mirror());
    }

    private static Exercise tanh() {
        return new FunctionExercise(
                        "06.a",
                        v -> 1 - Math.tanh(v) * Math.tanh(v),
                        "1 - y², where y is the output. Its top is 1 at v = 0, four times as steep as the sigmoid.",
                        "Use the quotient rule. What is the derivative of the numerator, and what of the denominator?",
                        "The numerator's derivative is the denominator, and the other way round. So the quotient rule gives"
                                + " (denominator² - numerator²) / denominator².",
                        "(d² - n²) / d² is 1 - (n/d)², and n/d is tanh itself.")
                .mistake(
                        "That is y (1 - y), the rule of the sigmoid. For tanh the quotient rule gives another one.",
                        v -> Math.tanh(v) * (1 - Math.tanh(v)))
                .mistake(
                        "Nearly: the square is missing. It is 1 minus the square of the output.", v -> 1 - Math.tanh(v))
                .mistake("1 - v² takes the input where the output belongs: y is tanh(v), not v.", v -> 1 - v * v)
                .mistake(
                        "You evaluated the derivative at the output: tanh of tanh(v). Inside stands tanh(v) only once.",
                        v -> 1 - Math.pow(Math.tanh(Math.tanh(v)), 2))
                .mistake(
                        "The sign: tanh rises everywhere, so its slope is positive.",
                        v -> Math.pow(Math.tanh(v), 2) - 1)
                .mistake("That is tanh itself. The exercise asks for its slope.", Math::tanh)
                .mistake(
                        "1 + y² is the rule of the ordinary tangent. For tanh there is a minus.",
                        v -> 1 + Math.pow(Math.tanh(v), 2));
    }

    private static Exercise mirror() {
        double input = 2;
        Value plus = Value.of("s", input), minus = Value.of("s", -input);
        Value up = plus.sigmoid(), down = minus.sigmoid();
        up.backward();
        down.backward();
        double slope = plus.grad();
        return new NumbersExercise(
                        "06.b",
                        List.of("σ(-2)", "σ'(2)", "σ'(-2)"),
                        new double[] {down.data(), slope, minus.grad()},
                        "σ(-s) = 1 - σ(s), so y and 1 - y change places, and their product stays what it is.",
                        "Look at the plot: how do the curve at 2 and the curve at -2 lie to each other?",
                        "The curve is symmetric about the point (0, 1/2), so σ(-2) = 1 - σ(2). The slope needs only y.",
                        "σ(-2) = 1 - 0.8808. Then both slopes are 0.8808 · 0.1192.")
                .mistakeIn(0, "A probability is never negative. The curve turns about 1/2, not about 0.", -up.data())
                .mistakeIn(0, "That is σ(2) again. At -2 the curve is below 1/2.", up.data())
                .mistakeIn(
                        2,
                        "The curve rises on both sides, so no slope is negative: the curve turns about its middle, the"
                                + " slope is mirrored.",
                        -slope)
                .mistakeIn(1, "The rule y (1 - y) takes the output y = 0.8808, not the input 2.", input * (1 - input))
                .mistakeIn(2, "The rule y (1 - y) takes the output y = σ(-2), not the input -2.", -input * (1 + input))
                .mistakeIn(1, "That is σ(2) itself. The slope is y (1 - y).", up.data())
                .mistakeIn(1, "That is 1 - y. The slope is y (1 - y).", down.data())
                .mistakeIn(
                        1,
                        "You evaluated the slope at the output: y = σ(2) is what goes into y (1 - y), no second sigmoid.",
                        slopeAtOutput(up.data()));
    }

    private static double slopeAtOutput(double y) {
        Value output = Value.of("y", y);
        output.sigmoid().backward();
        return output.grad();
    }
}
