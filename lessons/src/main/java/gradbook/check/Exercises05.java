package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 05, 2 / sin(exp(-x)). */
final class Exercises05 {
    private static final double X = -4.499, B = Math.exp(-X), ROUNDED = Math.rint(B);

    private Exercises05() {}

    static List<Exercise> all() {
        return List.of(rounded(), table());
    }

    /** The numbers of the table at a given b, however b came about: c, f, ∂f/∂c, ∂c/∂b, ∂f/∂x. */
    private static double[] chain(double b) {
        return chain(b, b);
    }

    /** What one gets who takes b for degrees, and its cosine for the slope of its sine. */
    private static double[] inDegrees(double b) {
        return chain(b, Math.toRadians(b));
    }

    private static double[] chain(double b, double angle) {
        double c = Math.sin(angle), outer = -2 / (c * c), inner = Math.cos(angle);
        return new double[] {c, 2 / c, outer, inner, outer * inner * b * -1};
    }

    private static Exercise rounded() {
        double[] at90 = chain(ROUNDED), exact = chain(B), degrees = inDegrees(ROUNDED);
        return new NumbersExercise(
                        "05.a",
                        List.of("f", "∂f/∂x"),
                        new double[] {at90[1], at90[4]},
                        "A change of 0.07 in b, and the slope is off by a quarter. Between two poles nothing forgives"
                                + " rounding: cache the value as it is.",
                        "Go through the four gates again, with b = 90 in place of exp(4.499).",
                        "c = sin(90) in radians is 0.894. Then f = 2 / c, and ∂f/∂x = (-2 / c²) · cos(90) · 90 · (-1).",
                        "cos(90) is -0.448 and -2 / c² is -2.502. Multiply: -2.502 · -0.448 · 90 · -1.")
                .mistake("These are the numbers without rounding. This engine goes on with b = 90.", exact[1], exact[4])
                .mistakeIn(0, "That is c = sin(90). The last gate is still to come: f = 2 / c.", at90[0])
                .mistakeIn(
                        0, "Degrees? Math.sin takes radians, and the sine of 90 radians is 0.894, not 1.", degrees[1])
                .mistakeIn(
                        1,
                        "Degrees? The cosine of 90 degrees is 0, but Math.cos takes radians, where it is -0.448.",
                        degrees[4])
                .mistakeIn(
                        1,
                        "The sign: a = -x has the local derivative -1, and it is a factor like the others.",
                        -at90[4])
                .mistakeIn(
                        1,
                        "The local derivative of exp is the cached b, and this engine has 90 there, not 89.927.",
                        at90[4] / ROUNDED * B)
                .mistakeIn(
                        1,
                        "Three factors of the four: the local derivative of exp, which is b, is missing.",
                        at90[4] / ROUNDED);
    }

    private static Exercise table() {
        Value x = Value.of("x", X);
        Value b = x.neg().exp(), c = b.sin(), f = Value.of(2).div(c);
        f.backward();
        double[] right = {c.data(), f.data(), c.grad(), b.grad() / c.grad(), x.grad()};
        double[] at90 = chain(ROUNDED), at90Degrees = inDegrees(ROUNDED);
        double slopeInDegrees = inDegrees(B)[4];
        String degrees = "Degrees? In radians, the sine of 89.927 is not that of a right angle.";
        String rounding = "You rounded b to 90 on the way. Keep 89.9271591628; near a pole it matters.";
        NumbersExercise exercise = new NumbersExercise(
                "05.b",
                List.of("c", "f", "∂f/∂c", "∂c/∂b", "∂f/∂x"),
                right,
                "That is the table as it must be. The slope is -80.39, and the document's 0 came from degrees and"
                        + " from rounding.",
                "b = exp(4.499) = 89.9271591628, unrounded. Take its sine and its cosine in radians.",
                "c = sin(b) = 0.9242 and cos(b) = -0.3818. The other three numbers follow from these and b.",
                "f = 2 / c, ∂f/∂c = -2 / c², ∂c/∂b = cos(b), and ∂f/∂x = ∂f/∂c · ∂c/∂b · b · (-1).");
        for (int part = 0; part < right.length; part++) exercise.mistakeIn(part, degrees, at90Degrees[part]);
        exercise.mistakeIn(
                        4,
                        "Degrees? With their π/180 the slope would be 0.00399, which is a right answer to another question.",
                        slopeInDegrees * Math.PI / 180)
                .mistakeIn(
                        4,
                        "Degrees, and without π/180: the derivative of the sine of degrees is not the cosine of degrees."
                                + " Use radians.",
                        slopeInDegrees);
        for (int part = 0; part < right.length; part++) exercise.mistakeIn(part, rounding, at90[part]);
        return exercise.mistakeIn(1, "That is 2 c. The last gate divides: f = 2 / c.", 2 * right[0])
                .mistakeIn(2, "That is -2 / c. The derivative of 2 / c has c² below.", -right[1])
                .mistakeIn(3, "The sign: the derivative of sine is cosine, without a minus.", -right[3])
                .mistakeIn(2, "The sign: the derivative of 2 / c is minus 2 / c².", -right[2])
                .mistakeIn(3, "The derivative of sine is cosine: at b, not the sine once more.", right[0])
                .mistakeIn(
                        4,
                        "The sign: a = -x has the local derivative -1, and it is a factor like the others.",
                        -right[4])
                .mistakeIn(
                        4,
                        "Three factors of the four: the local derivative of exp, which is b itself, is missing.",
                        right[4] / B)
                .mistakeIn(
                        4,
                        "You multiplied by a = 4.499 where b belongs: exp is its own derivative.",
                        right[2] * right[3] * X);
    }
}
