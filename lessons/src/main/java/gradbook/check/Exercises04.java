package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 04, the order of the walk. */
final class Exercises04 {
    private Exercises04() {}

    static List<Exercise> all() {
        return List.of(order(), triplings());
    }

    private static Exercise order() {
        Value x = Value.of("x", 0.5), y = Value.of("y", 2);
        Value p = x.mul(y).named("p");
        Value q = p.add(x).named("q");
        Value t = p.sin().named("r").exp().named("t");
        return new OrderExercise(
                "04.a",
                q.mul(t).named("f"),
                "Start with f. Which values have heard from all their consumers now?",
                "p is used by q and by r, and r comes after t. So p has to wait for three values besides f.",
                "f first, p after both q and r, and x after both p and q. For example: f, q, t, r, p, and the inputs.");
    }

    private static Exercise triplings() {
        int times = 4, ways = 3;
        Value x = Value.of("x", 1), t = x;
        for (int i = 0; i < times; i++) t = t.add(t).add(t);
        t.backward();
        double paths = Math.pow(ways, times), visits = t.forwardOrder().size();
        return new NumbersExercise(
                        "04.b",
                        List.of("paths", "derivative", "visits"),
                        new double[] {paths, x.grad(), visits},
                        "Every path contributes 1, so paths and derivative agree; and eight gates and one input make nine"
                                + " visits.",
                        "Draw one tripling. How many ways lead through it? And how many gates does it have?",
                        "Three ways through each tripling, and ways of one tripling combine with ways of the next: they"
                                + " multiply. Each tripling has two gates.",
                        "3 · 3 · 3 · 3 = 81 paths, and each contributes 1. For the visits count two gates for each of the"
                                + " four triplings, and the input.")
                .mistake(
                        "The ways through one tripling combine with those through the next: they multiply, they do not"
                                + " add. Four times three ways make 3 · 3 · 3 · 3.",
                        ways * times,
                        ways * times,
                        visits)
                .mistake(
                        "Not every gate doubles the number of paths: in d + d + d the second add gate takes one new d."
                                + " Three ways lead through a tripling, not four.",
                        Math.pow(2, visits - 1),
                        Math.pow(2, visits - 1),
                        visits)
                .mistake(
                        "Paths and derivative are right, but d + d + d is two gates: the sum of the first two d is a"
                                + " value of its own, and the walk visits it.",
                        paths,
                        paths,
                        times + 1)
                .mistake(
                        "Nearly: the walk visits the input too. It is where the gradient is wanted.",
                        paths,
                        paths,
                        visits - 1)
                .mistake(
                        "These are the visits of a walk along every path. In order, each value is visited once.",
                        paths,
                        paths,
                        everyPath(t))
                .mistakeIn(
                        0,
                        "That is 4 to the power 3. Three ways through each of four triplings: 3 to the power 4.",
                        Math.pow(times, ways))
                .mistakeIn(0, "That is three triplings. There are four.", Math.pow(ways, times - 1))
                .mistakeIn(1, "Each path contributes 1, and there are many paths: their contributions add.", 1)
                .mistakeIn(
                        2,
                        "d + d + d has two plus signs, so two gates: two for each of the four, and the input.",
                        ways * times + 1)
                .mistake(
                        "You doubled. Here every step adds three of the same: d + d + d.",
                        Math.pow(2, times),
                        Math.pow(2, times),
                        times + 1);
    }

    private static double everyPath(Value v) {
        double visits = 1;
        for (Value in : v.inputs()) visits += everyPath(in);
        return visits;
    }
}
