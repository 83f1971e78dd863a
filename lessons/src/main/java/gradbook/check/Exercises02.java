package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 02, gates. */
final class Exercises02 {
    private Exercises02() {}

    static List<Exercise> all() {
        return List.of(
                new GateExercise(
                        "02.a",
                        Math::min,
                        "Which input moves min(a, b) when you nudge it: the smaller one or the larger one?",
                        "The smaller input gets 1, the other one 0. In Java: a < b ? 1 : 0.",
                        "For a: a < b ? 1 : a == b ? 0.5 : 0. For b the same with a and b exchanged."),
                circuit());
    }

    private static Exercise circuit() {
        double w = 5;
        double[] right = gradients(w);
        double[] before = gradients(-1);
        double upstream = right[3]; // what arrives at the max gate
        return new NumbersExercise(
                        "02.b",
                        List.of("∂f/∂x", "∂f/∂y", "∂f/∂z", "∂f/∂w"),
                        right,
                        "Now w wins the max gate and takes the 2 that z had; x and y never notice.",
                        "The factor 2 hands 2 to the add gate, which copies it. Who wins max(z, w) now?",
                        "w = 5 beats z = 2, so w gets the whole 2 and z gets 0. The mul gate still swaps: 2 y for x.",
                        "∂f/∂x = 2 y = -8, ∂f/∂y = 2 x = 6, and the max gate routes 2 to w.")
                .mistake("That was the answer for w = -1. With w = 5 the max gate has another winner.", before)
                .mistake(
                        "The max gate routes: the winner w gets the whole 2. It does not split it.",
                        right[0],
                        right[1],
                        upstream / 2,
                        upstream / 2)
                .mistake(
                        "You left the factor 2 out: the gradient that reaches the add gate is 2, not 1.",
                        right[0] / 2,
                        right[1] / 2,
                        right[2] / 2,
                        right[3] / 2)
                .mistake(
                        "The mul gate swaps: x gets 2 times the value of y, and y gets 2 times the value of x.",
                        right[1],
                        right[0],
                        right[2],
                        right[3])
                .mistake(
                        "max routes: it hands the 2 to the winner w alone. It is the add gate that copies.",
                        right[0],
                        right[1],
                        upstream,
                        upstream)
                .mistakeIn(3, "That is the value of w. What arrives at the max gate is 2, and w gets just that.", w)
                .mistake(
                        "w gets the gradient 2, not its value times 2: the local derivative of max is 1 for the winner.",
                        right[0],
                        right[1],
                        right[2],
                        right[3] * w);
    }

    /** The gradients of 2 (x y + max(z, w)) at x = 3, y = -4, z = 2. */
    private static double[] gradients(double atW) {
        Value x = Value.of(3), y = Value.of(-4), z = Value.of(2), w = Value.of(atW);
        x.mul(y).add(z.max(w)).mul(2).backward();
        return new double[] {x.grad(), y.grad(), z.grad(), w.grad()};
    }
}
