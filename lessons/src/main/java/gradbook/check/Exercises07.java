package gradbook.check;

import gradbook.scalar.Value;
import java.util.List;

/** The exercises of lesson 07, logistic regression. */
final class Exercises07 {
    private static final double X1 = 2, X2 = -1, W1 = 0.3, W2 = -0.7, B = 0.1;

    private Exercises07() {}

    static List<Exercise> all() {
        return List.of(otherLabel(), whereItBreaks());
    }

    private static Exercise otherLabel() {
        double p = Value.of(W1 * X1 + W2 * X2 + B).sigmoid().data();
        double g = slope(0), before = slope(1), flat = p * (1 - p);
        return new NumbersExercise(
                        "07.a",
                        List.of("∂L/∂s", "∂L/∂w1", "∂L/∂w2"),
                        withFeatures(g),
                        "The model is off by 0.8 now instead of 0.2, so every gradient is four times as large, and points"
                                + " the other way.",
                        "∂L/∂s is prediction minus label. Which numbers are these now?",
                        "∂L/∂s = 0.8022 - 0. Each weight gets that times its own feature.",
                        "∂L/∂w1 = 0.8022 · 2, and ∂L/∂w2 = 0.8022 · (-1).")
                .mistake(
                        "That was the answer for y = 1. Now the label is 0: prediction minus this label.",
                        withFeatures(before))
                .mistake(
                        "Prediction minus label, not label minus prediction: all three signs are turned.",
                        withFeatures(-g))
                .mistake(
                        "∂L/∂s is right. The mul gate swaps: each weight gets it times its feature, 2 and -1.", g, g, g)
                .mistake("These are the features times 1. Upstream is ∂L/∂s, not 1.", g, X1, X2)
                .mistake(
                        "Each weight gets ∂L/∂s times its feature; you took the weight itself, which is the gradient of"
                                + " the feature.",
                        g,
                        g * W1,
                        g * W2)
                .mistake("The two weights are swapped: x1 = 2 belongs to w1.", g, g * X2, g * X1)
                .mistake(
                        "p (1 - p) is in there once too often: it has cancelled against the loss already. What you have"
                                + " is the slope of the squared loss.",
                        withFeatures(g * flat))
                .mistake(
                        "That is the sigmoid's own slope p (1 - p). Multiply it by what comes from the loss, 1 / (1 - p).",
                        withFeatures(flat))
                .mistake(
                        "That is what arrives at p, the derivative by p: 1 / (1 - p). Go one gate further, through the"
                                + " sigmoid.",
                        withFeatures(1 / (1 - p)));
    }

    private static double slope(double label) {
        Value s = Value.of("s", W1 * X1 + W2 * X2 + B);
        s.logisticLoss(label).backward();
        return s.grad();
    }

    private static double[] withFeatures(double slope) {
        return new double[] {slope, slope * X1, slope * X2};
    }

    private static Exercise whereItBreaks() {
        int breaks = 0;
        while (1 / (1 + Math.exp(-breaks)) < 1) breaks++; // then 1 - p is 0, and its log infinite
        double overflows = Math.ceil(Math.log(Double.MAX_VALUE)), inTheText = 40;
        return new NumbersExercise(
                        "07.b",
                        List.of("s"),
                        new double[] {breaks},
                        "exp(-37) is 8.5e-17, less than half the distance from 1 to the next double, 2.2e-16. So"
                                + " 1 + exp(-37) is 1, p is 1, and log(1 - p) is infinite.",
                        "Print naiveLoss(s, 0) for s = 30, 31, 32, ... and watch it.",
                        "It breaks when p rounds to exactly 1. A double has about 16 digits, so exp(-s) must be near 1e-16.",
                        "log(1e-16) is -36.8. Try the whole numbers on both sides.")
                .mistake("36 is the last number at which it still works, barely. The next one breaks.", breaks - 1)
                .mistake("It is broken there, but it was broken one earlier.", breaks + 1)
                .mistake("It is broken at 40, the number in the text, but not for the first time. Go down.", inTheText)
                .mistake(
                        "It breaks there too: exp(710) overflows, p is 0, and 0 · log(0) is NaN. But the exercise goes up"
                                + " from 0.",
                        -overflows);
    }
}
