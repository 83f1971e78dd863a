package gradbook.check;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 03, fan-out. */
final class Exercises03 {
    private Exercises03() {}

    static List<Exercise> all() {
        return List.of(
                new NumbersExercise(
                                "03.a",
                                List.of("the line"),
                                new double[] {3},
                                "Line 3 overwrites what b has received from elsewhere; it must be += like line 2. With"
                                        + " x x, line 2 adds 3 and line 3 throws it away.",
                                "Both inputs are treated alike in the rule of a mul gate. Are they treated alike here?",
                                "What happens to b if it has received a gradient from another gate before?",
                                "Compare = and += in lines 2 and 3.")
                        .mistake("Line 2 is right: it adds b times upstream to what a has received so far.", 2)
                        .mistake("Line 1 only names the rule's inputs. Look at what happens to the gradients.", 1)
                        .mistake("Line 4 only closes the method. Look at what happens to the gradients.", 4),
                cube());
    }

    private static Exercise cube() {
        Value v = Value.of("x", 2), f = v.mul(v).mul(v);
        f.backward();
        double x = v.data(), onePath = x * x, derivative = v.grad();
        double paths = Trace.of(f).nodes().get(0).fanOut(),
                gates = f.forwardOrder().size() - 1;
        return new NumbersExercise(
                        "03.b",
                        List.of("paths", "∂f/∂x"),
                        new double[] {paths, derivative},
                        "Three paths, each with the product of the other two factors: 4 + 4 + 4 = 12, which is 3x².",
                        "x is used three times. Each use is the end of one path from f.",
                        "Along each path you collect the values of the other two factors: 2 times 2.",
                        "Three paths of 4 each. Gradients of branches add.")
                .mistake(
                        "Gradients of branches add, they are not multiplied: 4 + 4 + 4.",
                        paths,
                        Math.pow(onePath, paths))
                .mistake("That is one path only. x is used three times, so three terms of 4 add up.", 1, onePath)
                .mistake(
                        "Three paths is right, but you kept only the last contribution. They add: 4 + 4 + 4.",
                        paths,
                        onePath)
                .mistake(
                        "There are two mul gates, but x enters three times. Count the arrows that leave x.",
                        gates,
                        derivative)
                .mistakeIn(1, "That is the value of f, 2 · 2 · 2. The gradient adds one term for each path.", x * x * x)
                .mistakeIn(
                        1,
                        "You added the factors, 2 + 2 + 2. Along each path the other two factors are multiplied: 2 · 2, three"
                                + " times.",
                        x + x + x)
                .mistake(
                        "There are two mul gates, but x enters three times: three terms of 4, not two.",
                        gates,
                        gates * onePath)
                .mistake("12 is right. It comes from three paths: count the arrows that leave x.", 1, derivative);
    }
}
