package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 12, one hidden layer. */
final class Exercises12 {
    private Exercises12() {}

    static List<Exercise> all() {
        return List.of(recursion(), otherLabel());
    }

    private static Exercise recursion() {
        double[] below = {0.5, 0.8}, top = {0.6, 0.9}, loss = {2, -1};
        double[][] w = {{1, 2}, {3, -1}};
        double[] d = {slope(top[0]) * loss[0], slope(top[1]) * loss[1]};
        double[] f = {slope(below[0]), slope(below[1])};
        return new NumbersExercise(
                        "12.a",
                        List.of("δ[2]1", "δ[2]2", "δ[1]1", "δ[1]2"),
                        down(d, f, w[0][0] * d[0] + w[1][0] * d[1], w[0][1] * d[0] + w[1][1] * d[1]),
                        "Begin with f' times what the loss says, then one sum over j for each unit below. That is all of"
                                + " backpropagation through a network of any depth.",
                        "For the sigmoid f'(z) = a (1 - a), and the a are given. Where does the recursion begin?",
                        "δ[2]1 = 0.6 · 0.4 · 2 = 0.48. Unit 1 below feeds both units above, through w11 = 1 and w21 = 3.",
                        "δ[1]1 = 0.25 · (1 · 0.48 + 3 · (-0.09)). For δ[1]2 take the second column of w, and 0.16.")
                .mistake(
                        "You began with ∂E/∂a[2] itself. The last layer has a bend too: δ[2] is f' times that.",
                        down(loss, f, w[0][0] * loss[0] + w[1][0] * loss[1], w[0][1] * loss[0] + w[1][1] * loss[1]))
                .mistake(
                        "δ[2] is right. Below you took the rows of w. Unit i sends along column i: the sum runs over j, the"
                                + " first index. That is the missing transpose.",
                        down(d, f, w[0][0] * d[0] + w[0][1] * d[1], w[1][0] * d[0] + w[1][1] * d[1]))
                .mistake(
                        "δ[2] is right. In the sum, each weight must meet the δ of its own unit j above, not that of unit i:"
                                + " that is the slip in document A.",
                        down(d, f, (w[0][0] + w[1][0]) * d[0], (w[0][1] + w[1][1]) * d[1]))
                .mistake(
                        "δ[2] is right, and so are the sums. Layer 1 has a bend as well: multiply by a (1 - a) of layer 1.",
                        down(d, new double[] {1, 1}, w[0][0] * d[0] + w[1][0] * d[1], w[0][1] * d[0] + w[1][1] * d[1]))
                .mistake(
                        "δ[2] is right. Below you multiplied by the slopes of layer 2, which are in δ[2] already. Layer 1 has"
                                + " its own.",
                        down(
                                d,
                                new double[] {slope(top[0]), slope(top[1])},
                                w[0][0] * d[0] + w[1][0] * d[1],
                                w[0][1] * d[0] + w[1][1] * d[1]))
                .mistake(
                        "δ[2] is right. Each unit below feeds both units above; you followed the path to the first only.",
                        down(d, f, w[0][0] * d[0], w[0][1] * d[0]))
                .mistake(
                        "δ[2] is right. Each unit below feeds both units above; you followed the path to the second only.",
                        down(d, f, w[1][0] * d[1], w[1][1] * d[1]));
    }

    private static double slope(double a) {
        return a * (1 - a);
    }

    private static double[] down(double[] above, double[] f, double sum1, double sum2) {
        return new double[] {above[0], above[1], f[0] * sum1, f[1] * sum2};
    }

    private static Exercise otherLabel() {
        double h1 = Value.of(1.4).sigmoid().data(), h2 = Value.of(0.5).sigmoid().data(), v1 = 1, v2 = -2, c = 0.5;
        double p = v1 * h1 + v2 * h2 + c, up = 2 * p, before = 2 * (p - 1);
        return new NumbersExercise(
                        "12.b",
                        List.of("∂E/∂V1", "∂E/∂V2", "∂E/∂h1", "∂E/∂h2"),
                        new double[] {up * h1, up * h2, up * v1, up * v2},
                        "The answer is nearly right now, so all gradients are small: 0.1145 arrives instead of -1.8855.",
                        "What arrives at p? Then it is an affine layer: which of the two gets h, and which gets V?",
                        "dp = 2 (p - 0) = 0.1145. The mul gate swaps.",
                        "∂E/∂V is 0.1145 times h, and ∂E/∂h is 0.1145 times V.")
                .mistake(
                        "The two pairs are swapped: the gradient of V holds h, and the gradient of h holds V.",
                        up * v1,
                        up * v2,
                        up * h1,
                        up * h2)
                .mistake(
                        "That was the answer for y = 1. Now p is to be compared with 0.",
                        before * h1,
                        before * h2,
                        before * v1,
                        before * v2)
                .mistake("The factor 2 of the square is missing: dp = 2 (p - y).", p * h1, p * h2, p * v1, p * v2)
                .mistake("Upstream is missing: multiply by dp = 2 (p - 0).", h1, h2, v1, v2)
                .mistake(
                        "All four signs are turned: it is prediction minus label.",
                        -up * h1,
                        -up * h2,
                        -up * v1,
                        -up * v2);
    }
}
