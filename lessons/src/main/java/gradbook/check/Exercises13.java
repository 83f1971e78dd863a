package gradbook.check;

import java.util.List;

/** The exercises of lesson 13, the bug hunt. */
final class Exercises13 {
    private Exercises13() {}

    static List<Exercise> all() {
        return List.of(
                new HuntExercise(
                        "13.a",
                        Integer.MAX_VALUE,
                        "Start with what the lesson has, such as List.of(product.twice(), batch), and look who is left.",
                        "For each mutant that is alive, ask which rule it breaks, and use that rule.",
                        "product.twice(), early, batch, relu, atKink, bend and chain kill all ten together."),
                new HuntExercise(
                        "13.b",
                        2,
                        "One scalar example and one network. Several rules fit into one formula: add them up.",
                        "batch kills the three bugs of layers. The other seven fit into one formula of x and y, done twice.",
                        "x² + x³ + sin(x) + sigmoid(x) + relu(y), with x² built once and used twice, at x = 1.4 and y = 0,"
                                + " and then .twice()."));
    }
}
