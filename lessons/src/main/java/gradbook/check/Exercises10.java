package gradbook.check;

import gradbook.layer.Affine;
import gradbook.matrix.Matrix;
import java.util.List;

/** The exercises of lesson 10, the affine layer. */
final class Exercises10 {
    private Exercises10() {}

    static List<Exercise> all() {
        return List.of(backward(), singles());
    }

    private static Exercise backward() {
        Matrix w = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6), x = Matrix.column(5, 6), g = Matrix.column(10, -1, 2);
        Affine layer = Affine.columns(w, Matrix.zeros(3, 1));
        layer.forward(x);
        Matrix dx = layer.backward(g).named("dx");
        Matrix dW = layer.weights().grad().named("dW");
        Matrix db = layer.bias().grad().named("db");
        return new MatrixExercise(
                        "10.a",
                        List.of(dW, dx, db),
                        "Three lines, and they are the backward pass of every affine layer there is.",
                        "Write the shapes down: W3 is 3x2, x3 is 2x1, g3 is 3x1. Which products of them have the shape of"
                                + " the owner?",
                        "dW must be 3x2: a 3x1 column times a 1x2 row. dx must be 2x1: something 2x3 times a 3x1 column.",
                        "dW = g3 times x3 transposed, dx = W3 transposed times g3, db = g3.")
                .mistake(
                        0,
                        "The outer product is the wrong way round, x gᵀ. The row of a weight says which output it leads"
                                + " to, so g comes first: g xᵀ.",
                        x.matMul(g.transpose()))
                .mistake(
                        0,
                        "Those are the weights themselves. The gradient of a weight is upstream times the input it"
                                + " multiplies.",
                        w)
                .mistake(
                        0,
                        "That is the sample, which is one factor of dW. A weight matrix needs a gradient for each pair of"
                                + " output and input.",
                        x)
                .mistake(
                        0,
                        "Upstream is missing: every row is x. Row k must be x times g of k.",
                        Matrix.column(1, 1, 1).matMul(x.transpose()))
                .mistake(
                        0,
                        "You multiplied upstream into W. The mul gate swaps: the gradient of a weight holds the input,"
                                + " and that of the input holds the weight.",
                        Matrix.diag(g.toRowMajor()).matMul(w))
                .mistake(1, "That is the input itself. What comes back to it is upstream times weights.", x)
                .mistake(
                        1,
                        "Upstream is missing: you added up the columns of W.",
                        w.transpose().matMul(Matrix.column(1, 1, 1)))
                .mistake(1, "That is the forward pass, W x. Backward goes through W transposed, with g.", w.matMul(x))
                .mistake(
                        2,
                        "The bias gets its upstream gradient unchanged, not 1: local is 1, upstream is g.",
                        Matrix.column(1, 1, 1))
                .mistake(
                        2,
                        "You added up the entries of g. With one sample there is nothing to add up: each output has its"
                                + " own bias.",
                        Matrix.column(g.sum()));
    }

    private static Exercise singles() {
        Matrix w = Matrix.of(2, 2, 1, 2, 3, 4), x = Matrix.column(4, -1), g = Matrix.column(3, -2);
        Affine layer = Affine.columns(w, Matrix.zeros(2, 1));
        layer.forward(x);
        double dx1 = layer.backward(g).get(0, 0), db2 = g.get(1, 0);
        double dw21 = layer.weights().grad().get(1, 0);
        double byZ1 = g.get(0, 0) * w.get(0, 0), byZ2 = g.get(1, 0) * w.get(1, 0); // the two paths into x1
        return new NumbersExercise(
                        "10.b",
                        List.of("∂L/∂W21", "∂L/∂x1", "∂L/∂b2"),
                        new double[] {dw21, dx1, db2},
                        "One path for the weight and the bias, two for the input.",
                        "How many paths lead from the loss to each of the three? One term for each path.",
                        "W21 leads to z2 and comes from x1. x1 is used in z1, with W11, and in z2, with W21.",
                        "∂L/∂W21 = g2 x1 = -2 · 4, and ∂L/∂x1 = g1 W11 + g2 W21 = 3 · 1 + (-2) · 3.")
                .mistakeIn(
                        0,
                        "g1 x2 would be the gradient of W12. The first index says where the weight leads to, the second where"
                                + " it comes from.",
                        g.get(0, 0) * x.get(1, 0))
                .mistakeIn(
                        0,
                        "That is g1 x1, the gradient of W11. W21 leads to z2: it gets g2.",
                        g.get(0, 0) * x.get(0, 0))
                .mistakeIn(0, "That is g2 x2, the gradient of W22. W21 comes from x1.", g.get(1, 0) * x.get(1, 0))
                .mistakeIn(2, "That is g1. b2 leads to z2.", g.get(0, 0))
                .mistake(
                        "For x1 you took a row of W. The first row is what z1 takes; x1 goes out through the first"
                                + " column: the transpose is missing.",
                        dw21,
                        w.matMul(g).get(0, 0),
                        db2)
                .mistake("x1 goes into z2 as well. You have the path through z1 only.", dw21, byZ1, db2)
                .mistake("x1 goes into z1 as well. You have the path through z2 only.", dw21, byZ2, db2)
                .mistake(
                        "The mul gate swaps: W21 gets g2 times x1, and you multiplied by W21 itself.",
                        g.get(1, 0) * w.get(1, 0),
                        dx1,
                        db2)
                .mistake("Upstream is missing in ∂L/∂W21: g2 times x1, not x1 alone.", x.get(0, 0), dx1, db2)
                .mistake("The bias gets upstream: ∂L/∂b2 is g2, not 1.", dw21, dx1, 1);
    }
}
