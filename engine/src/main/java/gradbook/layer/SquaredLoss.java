package gradbook.layer;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;

/**
 * (prediction - target) squared, added up over the outputs of a sample, then the mean (or the sum) over the samples. For
 * prediction 0.0572652262 and target 1 it is 0.8887488538 with gradient -1.8854695477 (E7).
 */
public final class SquaredLoss extends BufferLoss {
    /** The mean over samples that are rows. */
    public SquaredLoss() {
        this(Reduction.MEAN, Layout.ROWS);
    }

    /** The sum or the mean over samples that are rows or columns. */
    public SquaredLoss(Reduction reduction, Layout samples) {
        super(reduction, samples);
    }

    @Override
    double sum(Buffer prediction, Buffer target, Buffer gradient) {
        double sum = 0;
        for (int i = 0, n = prediction.size(); i < n; i++) {
            double error = prediction.data[i] - target.data[i];
            sum += error * error;
            gradient.data[i] = 2 * error;
        }
        return sum;
    }

    @Override
    int correct(Buffer prediction, Buffer target) {
        return -1;
    }

    @Override
    void requireTarget(Buffer target) {
        // any number may be a target
    }

    @Override
    Value sum(Value[][] prediction, Matrix target) {
        return total(prediction, target, (p, t) -> p.sub(t).pow(2));
    }

    @Override
    public String rule() {
        return "upstream for the network is 2 (prediction - target), divided by N for the mean";
    }
}
