package gradbook.layer;

/** How the learning rate changes over the epochs; {@link Sgd#schedule} takes any of these or a lambda of your own. */
@FunctionalInterface
public interface Schedule {
    /** The learning rate of this epoch, counted from 1, given the one that {@link Sgd} was made with. */
    double rate(double learningRate, int epoch);

    /** The same rate in every epoch. */
    static Schedule constant() {
        return (rate, epoch) -> rate;
    }

    /** Times {@code factor} after every {@code epochs} epochs: {@code steps(0.5, 10)} halves in epochs 11, 21, ... */
    static Schedule steps(double factor, int epochs) {
        requirePositive("steps", epochs);
        return (rate, epoch) -> {
            int steps = (epoch - 1) / epochs;
            return rate * Math.pow(factor, steps);
        };
    }

    /** Down from the full rate to 0 along half a cosine, reaching 0 after {@code epochs} epochs. */
    static Schedule cosine(int epochs) {
        requirePositive("cosine", epochs);
        return (rate, epoch) -> rate * 0.5 * (1 + Math.cos(Math.PI * Math.min(epoch - 1, epochs) / epochs));
    }

    private static void requirePositive(String schedule, int epochs) {
        if (epochs < 1)
            throw new IllegalArgumentException(
                    "Schedule." + schedule + ": " + epochs + " epochs were given; it must be at least 1");
    }
}
