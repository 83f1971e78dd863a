package gradbook.layer;

/** What a loss does with the losses of the samples; the factor 1/N of the mean is part of the upstream gradient (E7). */
public enum Reduction {
    /** The losses added up. */
    SUM,
    /** Their sum divided by the number of samples. */
    MEAN;

    double factor(long samples) {
        return this == SUM ? 1 : 1.0 / samples;
    }
}
