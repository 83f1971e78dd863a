package gradbook.layer;

import gradbook.matrix.Matrix;
import gradbook.scalar.Gates;
import gradbook.scalar.Value;

/**
 * The cross entropy of sigmoid(s) with the target y, fused: softplus(s) - y s, whose gradient is sigmoid(s) - y (B §5.3).
 * The predictions are logits s, without a sigmoid of their own. Written out with log and division the same loss is NaN
 * at s = 40 (E5); here it is 40 for y = 0, with gradient 1. For s = 1.4 and y = 1 it is 0.2204174099 with gradient
 * -0.1978161114 (B §5.4).
 */
public final class LogisticLoss extends BufferLoss {
    /** The mean over samples that are rows. */
    public LogisticLoss() {
        this(Reduction.MEAN, Layout.ROWS);
    }

    /** The sum or the mean over samples that are rows or columns. */
    public LogisticLoss(Reduction reduction, Layout samples) {
        super(reduction, samples);
    }

    @Override
    double sum(Buffer prediction, Buffer target, Buffer gradient) {
        double sum = 0;
        for (int i = 0, n = prediction.size(); i < n; i++) {
            double s = prediction.data[i];
            double y = target.data[i];
            double loss = Gates.LOGISTIC_LOSS.forward().applyAsDouble(s, y);
            sum += loss;
            gradient.data[i] = Gates.LOGISTIC_LOSS.left().at(s, y, loss);
        }
        return sum;
    }

    @Override
    int correct(Buffer prediction, Buffer target) {
        int samples = layout.samples(prediction);
        if (prediction.size() != samples) return -1;
        int correct = 0;
        for (int i = 0; i < samples; i++) {
            boolean says1 = prediction.data[i] > 0; // as a logit: a probability above one half
            boolean is1 = target.data[i] > 0.5;
            if (says1 == is1) correct++;
        }
        return correct;
    }

    @Override
    void requireTarget(Buffer target) {
        for (int i = 0, n = target.size(); i < n; i++)
            if (!(target.data[i] >= 0 && target.data[i] <= 1))
                throw new IllegalArgumentException("LogisticLoss: target " + target.data[i] + " of sample "
                        + (layout == Layout.ROWS ? i / target.cols : i % target.cols)
                        + " is not between 0 and 1: it is the probability of class 1, so labels are 0 and 1");
    }

    @Override
    Value sum(Value[][] prediction, Matrix target) {
        return total(prediction, target, (s, y) -> s.logisticLoss(y));
    }

    @Override
    public String rule() {
        return "upstream for the network is sigmoid(s) - y, divided by N for the mean";
    }
}
