package gradbook.check;

import java.util.List;

/** The exercises of lesson 14, many machines. */
final class Exercises14 {
    private static final double[] FIRST = {4, 8, 6};
    private static final double[] SECOND = {2};

    private Exercises14() {}

    static List<Exercise> all() {
        double first = sum(FIRST), second = sum(SECOND);
        int samples = FIRST.length + SECOND.length;
        return List.of(new NumbersExercise(
                        "14.a",
                        List.of("the gradient"),
                        new double[] {(first + second) / samples},
                        "Sums 18 and 2, counts 3 and 1: 20 / 4 = 5. Every sample has the same say.",
                        "Pretend that all four samples were on one machine. What would the mean be?",
                        "Let each machine send its sum and its count: 18 and 3, 2 and 1.",
                        "(18 + 2) / (3 + 1)")
                .mistake(
                        "That is the average of the two averages, 6 and 2. The lonely sample gets as much say as the other"
                                + " three together. Send sums and counts, and divide once.",
                        (first / FIRST.length + second / SECOND.length) / 2)
                .mistake(
                        "That is the sum. The loss is a mean over 4 samples, so divide by 4 at the end.",
                        first + second)
                .mistake(
                        "You divided the sum by the number of machines. It is the number of samples that counts, 4.",
                        (first + second) / 2)
                .mistake(
                        "Each machine divided by its own count and you added the averages. Divide once, at the end, by all"
                                + " 4 samples.",
                        first / FIRST.length + second / SECOND.length)
                .mistake("That is the first machine alone. The second one has a sample, too.", first / FIRST.length));
    }

    private static double sum(double[] gradients) {
        double sum = 0;
        for (double gradient : gradients) sum += gradient;
        return sum;
    }
}
