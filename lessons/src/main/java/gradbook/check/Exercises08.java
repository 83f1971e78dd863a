package gradbook.check;

import java.util.List;

/** The exercises of lesson 08, four ways to a derivative. */
final class Exercises08 {
    private static final int PARAMETERS = (10 + 1) * 20 + 20 + 1; // of a 10-20-1 network: 241
    private static final double S = 1.4;

    private Exercises08() {}

    static List<Exercise> all() {
        return List.of(
                new StepExercise(
                        "08.a",
                        s -> StrictMath.log(1 + StrictMath.exp(-s)),
                        S,
                        -1 / (1 + Math.exp(S)),
                        "Look at the picture: where is the bottom of the valley of the central difference?",
                        "The truncation error is about h², the rounding error about 1e-16 / h. Where are they equal?",
                        "h² = 1e-16 / h gives h³ = 1e-16, so h is about 5e-6."),
                passes());
    }

    private static Exercise passes() {
        int p = PARAMETERS;
        return new NumbersExercise(
                        "08.b",
                        List.of("forward differences", "central differences", "backward passes"),
                        new double[] {p + 1, 2 * p, 1},
                        "And the one backward pass costs about as much as one or two of those evaluations.",
                        "One nudge for each parameter. And what do you subtract?",
                        "A forward difference subtracts L(w), which is the same for all: compute it once. A central one"
                                + " nudges each parameter up and down and does not need it.",
                        "241 + 1, then 2 · 241. And a backward pass gives all the gradients of one output.")
                .mistakeIn(
                        0,
                        "One for each parameter, and one more: all of them are compared with the loss that was not"
                                + " nudged.",
                        p)
                .mistakeIn(
                        0,
                        "The loss that was not nudged is the same for all parameters. Compute it once, not every time.",
                        2 * p)
                .mistakeIn(
                        0, "That is P². It is the number of multiply-adds that grows like that, not of passes.", p * p)
                .mistakeIn(
                        1,
                        "A central difference does not need the loss in the middle: up and down for each parameter, no"
                                + " more.",
                        2 * p + 1)
                .mistakeIn(
                        1, "Two for each parameter, and nothing else: the loss in the middle is not needed.", 2 * p + 2)
                .mistakeIn(1, "Both ways for each parameter: that is two evaluations each.", p)
                .mistakeIn(1, "Both ways for each parameter: that is two evaluations each.", p + 1)
                .mistakeIn(
                        2,
                        "That would be forward mode, where a pass answers for one input. A backward pass answers for one"
                                + " output, for all inputs together.",
                        p)
                .mistakeIn(2, "Nothing is nudged here: one walk from the loss meets all parameters on its way.", p + 1)
                .mistakeIn(2, "The forward pass is needed too, but the question is about backward passes.", 2);
    }
}
