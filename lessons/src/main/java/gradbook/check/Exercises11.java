package gradbook.check;

import gradbook.layer.Affine;
import gradbook.matrix.Matrix;
import java.util.List;

/** The exercises of lesson 11, mini-batches. */
final class Exercises11 {
    private Exercises11() {}

    static List<Exercise> all() {
        return List.of(batch(), rate());
    }

    private static Exercise batch() {
        Matrix x = Matrix.of(2, 3, 1, 2, 0, 3, -1, 2), w = Matrix.of(3, 2, 1, 0, 2, 1, -1, 3);
        Matrix g = Matrix.of(2, 2, 4, 0, 2, -6), mean = g.scale(0.5);
        Affine layer = Affine.rows(w, Matrix.zeros(1, 2));
        layer.forward(x);
        Matrix dX = layer.backward(mean).named("dX");
        Matrix dW = layer.weights().grad().named("dW"), db = layer.bias().grad().named("db");
        Matrix first = x.slice(0, 1).transpose().matMul(g.slice(0, 1));
        Matrix last = x.slice(1, 2).transpose().matMul(g.slice(1, 2));
        String oneSample = "That is the gradient of one sample. Both use the same weights, so their gradients add.";
        return new MatrixExercise(
                        "11.a",
                        List.of(dW, db, dX),
                        "Divide upstream by N once, at the top, and every gradient below is right by itself.",
                        "Which of the three gradients belong to something that both samples use? Those are sums.",
                        "The mean divides each sample's loss by 2, so start with Ga / 2. Then apply the rules of the"
                                + " lesson.",
                        "With H = Ga.scale(0.5): dW is Xa transposed times H, db is the sum of the rows of H, dX is H times"
                                + " Wa transposed.")
                .mistake(0, "It is twice too large: you forgot 1/N. The loss is the mean over 2 samples.", dW.scale(2))
                .mistake(0, "You divided by N twice. Once is enough, in upstream.", dW.scale(0.5))
                .mistake(0, oneSample, first)
                .mistake(0, oneSample, last)
                .mistake(0, oneSample + " The 1/N is in already.", first.scale(0.5))
                .mistake(0, oneSample + " The 1/N is in already.", last.scale(0.5))
                .mistake(
                        1,
                        "You forgot the sum over the batch: there is one bias for all samples, so their rows add.",
                        mean)
                .mistake(
                        1,
                        "You forgot the sum over the batch, and 1/N as well. There is one bias for all samples: their"
                                + " rows add, and the mean divides by 2.",
                        g)
                .mistake(1, "It is twice too large: you forgot 1/N. The loss is the mean over 2 samples.", db.scale(2))
                .mistake(1, "You divided by N twice. Once is enough, in upstream.", db.scale(0.5))
                .mistake(
                        1,
                        "You added up along the rows, over the outputs. Add up over the samples: each output keeps its own"
                                + " bias.",
                        mean.sumOfColumns())
                .mistake(
                        1,
                        "You added up along the rows, over the outputs, and left 1/N out. Add up over the samples.",
                        g.sumOfColumns())
                .mistake(
                        2,
                        "It is twice too large: you forgot 1/N. The inputs feel the mean as well, since it is part of"
                                + " upstream.",
                        dX.scale(2))
                .mistake(2, "You divided by N twice. Once is enough, in upstream.", dX.scale(0.5))
                .mistake(2, "That is Xa itself. What comes back to it is upstream times Wa transposed.", x);
    }

    private static Exercise rate() {
        double rate = 0.1;
        int n = 32;
        return new NumbersExercise(
                        "11.b",
                        List.of("learning rate"),
                        new double[] {rate / n},
                        "The gradient of the sum is 32 times as long, so the rate must be 32 times as small: 0.003125.",
                        "How much longer is the gradient of a sum of 32 losses than that of their mean?",
                        "A step is learning rate times gradient. The gradient is now 32 times as long.",
                        "0.1 divided by 32.")
                .mistake("With the same rate every step is 32 times too long: sum and mean are not the same.", rate)
                .mistake(
                        "The other way round: the gradient of the sum is longer already, so the rate must shrink.",
                        rate * n)
                .mistake(
                        "The square root plays a part in other rules of thumb. Here it is plain: the gradient is 32 times as"
                                + " long.",
                        rate / Math.sqrt(n));
    }
}
