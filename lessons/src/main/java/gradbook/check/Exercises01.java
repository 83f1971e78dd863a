package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 01, numbers that flow. */
final class Exercises01 {
    private Exercises01() {}

    static List<Exercise> all() {
        return List.of(gradients(), furthest());
    }

    private static Exercise gradients() {
        Value x = Value.of(1), y = Value.of(-3), z = Value.of(2);
        Value q = x.add(y);
        q.mul(z).backward();
        double upstream = z.data(), local = 1; // at the add gate
        return new NumbersExercise(
                        "01.a",
                        List.of("∂f/∂x", "∂f/∂y", "∂f/∂z"),
                        new double[] {x.grad(), y.grad(), z.grad()},
                        "The mul gate hands z = 2 to q and q = -2 to z; the add gate copies the 2 to x and y.",
                        "Walk backward from f with 1. What does the mul gate f = q z send to q, and what to z?",
                        "The mul gate swaps: q gets 1 times z, z gets 1 times q. Compute q = x + y first.",
                        "q = -2, so ∂f/∂z = -2. And ∂f/∂q = z = 2, which the add gate copies to x and y.")
                .mistake(
                        "These are the values of x, y and z. A gradient says how far f moves for each unit that the"
                                + " input moves; it is not the input.",
                        x.data(),
                        y.data(),
                        z.data())
                .mistake(
                        "You stopped at the local derivative of the add gate, which is 1. Multiply it by what arrives"
                                + " from above: upstream times local.",
                        local,
                        local,
                        q.data())
                .mistake(
                        "Upstream and local are multiplied, not added: the add gate gives 2 times 1, not 2 plus 1.",
                        upstream + local,
                        upstream + local,
                        q.data())
                .mistake(
                        "The mul gate swaps: q gets the value of z, and z gets the value of q. You gave each its own"
                                + " value, or turned every sign, which here comes to the same.",
                        q.data(),
                        q.data(),
                        z.data())
                .mistake(
                        "The gradients are right, in another order: first ∂f/∂x, then ∂f/∂y, then ∂f/∂z.",
                        z.grad(),
                        x.grad(),
                        y.grad());
    }

    private static Exercise furthest() {
        return new NamesExercise(
                        "01.b",
                        "x y",
                        "Both have the gradient -4, so 0.01 more moves f by -0.04; z moves it by 0.03.",
                        "How far f moves is the size of the gradient times 0.01. Up or down does not matter here.",
                        "The gradients are -4, -4 and 3. Leave the signs away and compare.",
                        "4, 4 and 3: two inputs share the first place.")
                .mistake(
                        "You picked the gradient that is largest as a signed number. The sign only says up or down: -4"
                                + " moves f further than 3.",
                        "z")
                .mistake(
                        "y has the largest value, but values do not decide, gradients do. And y shares its gradient"
                                + " with another input.",
                        "y")
                .mistake("x is right, but not alone: which input has the same gradient?", "x")
                .mistake("Compare the three gradients again: -4, -4 and 3 are not all of the same size.", "x y z");
    }
}
