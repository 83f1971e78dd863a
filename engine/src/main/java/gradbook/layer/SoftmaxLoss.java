package gradbook.layer;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross entropy of softmax(logits) with one-hot targets, fused: log(sum of e^s) - s of the right class, whose
 * gradient is softmax(s) - target. The largest logit of a sample is taken off first, so that no e^s overflows. For logits
 * (1, 2, 3) and class 2 it is 0.4076059644, with gradient (0.0900305732, 0.2447284711, -0.3347590442).
 */
public final class SoftmaxLoss extends BufferLoss {
    /** The mean over samples that are rows. */
    public SoftmaxLoss() {
        this(Reduction.MEAN, Layout.ROWS);
    }

    /** The sum or the mean over samples that are rows or columns. */
    public SoftmaxLoss(Reduction reduction, Layout samples) {
        super(reduction, samples);
    }

    // Class k of sample s is entry at(s) + k * step().
    private int at(int sample, Buffer b) {
        return layout == Layout.ROWS ? sample * b.cols : sample;
    }

    private int step(Buffer b) {
        return layout == Layout.ROWS ? 1 : b.cols;
    }

    private int classes(Buffer b) {
        return layout == Layout.ROWS ? b.cols : b.rows;
    }

    @Override
    double sum(Buffer prediction, Buffer target, Buffer gradient) {
        double[] logits = prediction.data;
        int step = step(prediction);
        int length = classes(prediction) * step;
        double loss = 0;
        for (int sample = 0; sample < layout.samples(prediction); sample++) {
            int from = at(sample, prediction);
            double largest = logits[from + argmax(logits, from, length, step) * step];
            double sum = 0;
            // The gradient's place holds e^s first, and then, divided by their sum, the softmax less the target.
            for (int i = from; i < from + length; i += step) {
                double power = Math.exp(logits[i] - largest);
                gradient.data[i] = power;
                sum += power;
            }
            double logSum = largest + Math.log(sum);
            for (int i = from; i < from + length; i += step) {
                double t = target.data[i];
                if (t != 0) loss += t * (logSum - logits[i]);
                gradient.data[i] = gradient.data[i] / sum - t;
            }
        }
        return loss;
    }

    private static int argmax(double[] values, int from, int length, int step) {
        int best = 0;
        for (int k = 1; k * step < length; k++) if (values[from + k * step] > values[from + best * step]) best = k;
        return best;
    }

    @Override
    int correct(Buffer prediction, Buffer target) {
        int step = step(prediction);
        int length = classes(prediction) * step;
        int correct = 0;
        for (int sample = 0; sample < layout.samples(prediction); sample++) {
            int from = at(sample, prediction);
            if (argmax(prediction.data, from, length, step) == argmax(target.data, from, length, step)) correct++;
        }
        return correct;
    }

    @Override
    void requireTarget(Buffer target) {
        int step = step(target);
        for (int sample = 0; sample < layout.samples(target); sample++) {
            double sum = 0;
            for (int k = 0; k < classes(target); k++) {
                double t = target.data[at(sample, target) + k * step];
                if (t < 0) throw refused("a target of sample " + sample + " is " + t + ", below 0");
                sum += t;
            }
            if (!(Math.abs(sum - 1) < 1e-9))
                throw refused("the targets of sample " + sample + " add up to " + sum + ", not to 1");
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "SoftmaxLoss: " + why + ": give one probability per class, for labels Matrix.oneHot(classes, labels)");
    }

    @Override
    Value sum(Value[][] prediction, Matrix target) {
        List<Value> losses = new ArrayList<>();
        boolean rows = layout == Layout.ROWS;
        int samples = rows ? prediction.length : prediction[0].length;
        int classes = rows ? prediction[0].length : prediction.length;
        for (int sample = 0; sample < samples; sample++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++)
                largest = Math.max(largest, logit(prediction, sample, k).data());
            List<Value> powers = new ArrayList<>();
            List<Value> chosen = new ArrayList<>();
            for (int k = 0; k < classes; k++) {
                Value s = logit(prediction, sample, k).sub(largest); // the loss is the same whatever is taken off all
                double t = rows ? target.get(sample, k) : target.get(k, sample);
                powers.add(s.exp());
                if (t != 0) chosen.add(t == 1 ? s : s.mul(t));
            }
            Value right = chosen.size() == 1 ? chosen.get(0) : Value.sum(chosen);
            losses.add(Value.sum(powers).log().sub(right));
        }
        return losses.size() == 1 ? losses.get(0) : Value.sum(losses);
    }

    private Value logit(Value[][] prediction, int sample, int k) {
        return layout == Layout.ROWS ? prediction[sample][k] : prediction[k][sample];
    }

    @Override
    public String rule() {
        return "upstream for the network is softmax(s) - target, divided by N for the mean";
    }
}
