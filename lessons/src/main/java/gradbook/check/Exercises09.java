package gradbook.check;

import gradbook.derivative.Jacobian;
import gradbook.derivative.Jvp;
import gradbook.derivative.VectorFunction;
import gradbook.derivative.Vjp;
import gradbook.layer.Relu;
import gradbook.matrix.Matrix;
import java.util.List;

/** The exercises of lesson 09: products with a Jacobian. */
final class Exercises09 {
    private Exercises09() {}

    static List<Exercise> all() {
        return List.of(vjp(), mask());
    }

    private static Exercise vjp() {
        VectorFunction f = x -> List.of(x.get(0).mul(x.get(1)), x.get(0).add(x.get(1)));
        double x1 = 3, x2 = 4, u1 = 1, u2 = 2;
        Matrix x = Matrix.column(x1, x2), u = Matrix.column(u1, u2);
        Matrix j = Jacobian.of(f, x).matrix();
        return new NumbersExercise(
                        "09.a",
                        List.of("∂L/∂x1", "∂L/∂x2"),
                        Vjp.of(f, x, u).toRowMajor(),
                        "Each output sends its upstream back through its own row, and the rows add up:"
                                + " 1 · (4, 3) + 2 · (1, 1) = (6, 5).",
                        "Write down the Jacobian first: one row for each output, one column for each input.",
                        "The rows are (4, 3), because a mul gate swaps, and (1, 1). Upstream says how much of each row.",
                        "∂L/∂x1 = 1 · 4 + 2 · 1. Do the same with the second column.")
                .mistake(
                        "That is J times (1, 2), the Jacobian-vector product: you went along the rows. Upstream belongs"
                                + " to the outputs, so go down the columns.",
                        Jvp.of(f, x, u).toRowMajor())
                .mistake(
                        "You added up the columns and left upstream out. The second row counts twice.",
                        Vjp.of(f, x, Matrix.column(1, 1)).toRowMajor())
                .mistake(
                        "That is only what comes back from y1. y2 uses both inputs too, and gradients of branches add.",
                        Vjp.of(f, x, Matrix.column(u1, 0)).toRowMajor())
                .mistake(
                        "That is only what comes back from y2. y1 uses both inputs too, and gradients of branches add.",
                        Vjp.of(f, x, Matrix.column(0, u2)).toRowMajor())
                .mistake("The mul gate swaps: x1 gets the value of x2, and x2 that of x1.", u1 * x1 + u2, u1 * x2 + u2)
                .mistake(
                        "You took the diagonal alone, entry by entry. That works for relu, whose Jacobian has nothing"
                                + " else; this one has.",
                        u1 * j.get(0, 0),
                        u2 * j.get(1, 1))
                .mistake(
                        "You gave the first input y1's upstream and the second input y2's. Upstream belongs to the outputs:"
                                + " both inputs feed both outputs, so each gets two terms.",
                        u1 * j.get(0, 0),
                        u2 * j.get(0, 1))
                .mistake("These are the values y1 and y2. Go backward from them.", x1 * x2, x1 + x2);
    }

    private static Exercise mask() {
        Matrix x = Matrix.column(0.5, -3, 0, 2), g = Matrix.column(-1, 4, 7, -6);
        Matrix mask = x.map(v -> v > 0 ? 1 : 0), lenient = x.map(v -> v >= 0 ? 1 : 0);
        Matrix forward = x.map(v -> Math.max(v, 0)), positive = g.map(v -> Math.max(v, 0));
        return new NumbersExercise(
                        "09.b",
                        List.of("∂L/∂x1", "∂L/∂x2", "∂L/∂x3", "∂L/∂x4"),
                        Vjp.of(new Relu(), x, g).toRowMajor(),
                        "The mask is (1, 0, 0, 1), from the inputs alone. Negative gradients pass like any others.",
                        "Which inputs got through on the way forward?",
                        "Only 0.5 and 2 are above 0, so the mask is (1, 0, 0, 1). Multiply upstream by it.",
                        "The second and the third entry are 0, the others are upstream unchanged.")
                .mistake(
                        "You let a gradient through where the gradient is above 0. The mask looks at the input of the"
                                + " forward pass, not at what comes back.",
                        positive.toRowMajor())
                .mistake(
                        "Masking twice, once by the input and once by the gradient, stops negative gradients. They are"
                                + " as welcome as others.",
                        mask.mul(positive).toRowMajor())
                .mistake(
                        "Nearly: x3 is exactly 0, and the convention of relu there is slope 0. Your mask is >= instead"
                                + " of >.",
                        lenient.mul(g).toRowMajor())
                .mistake(
                        "That is upstream unchanged. Two of the inputs did not get through on the way forward.",
                        g.toRowMajor())
                .mistake("That is the forward pass, the values. The question is what comes back.", forward.toRowMajor())
                .mistake("That is x itself. The question is what comes back.", x.toRowMajor())
                .mistake("That is the mask, the local derivative. Multiply it by upstream.", mask.toRowMajor())
                .mistake(
                        "You multiplied by the value of the input. The slope of relu is 1 there, however large the"
                                + " input is.",
                        forward.mul(g).toRowMajor());
    }
}
