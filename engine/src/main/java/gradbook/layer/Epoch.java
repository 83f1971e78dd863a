package gradbook.layer;

import java.util.Locale;
import java.util.Map;

/**
 * What one pass over the training data did.
 *
 * @param number which epoch, from 1
 * @param of how many there are at most
 * @param loss the training loss: for a mean loss over all samples of the epoch, each seen just before its own step
 * @param accuracy the share of them that was right, or NaN where the loss knows no right and wrong
 * @param validationLoss the loss on the validation data after the epoch, or NaN without any
 * @param validationAccuracy the accuracy there, or NaN
 * @param gradientNorms the size of each parameter's gradient in the last batch, by name
 * @param learningRate the rate of this epoch
 */
public record Epoch(
        int number,
        int of,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        Map<String, Double> gradientNorms,
        double learningRate) {

    /** For example {@code epoch 3/20: loss 0.2301, accuracy 0.934, validation loss 0.2512, validation accuracy 0.928}. */
    @Override
    public String toString() {
        return "epoch " + number + "/" + of + ": loss " + four(loss) + share(", accuracy ", accuracy)
                + (Double.isNaN(validationLoss) ? "" : ", validation loss " + four(validationLoss))
                + share(", validation accuracy ", validationAccuracy);
    }

    static String four(double loss) {
        return String.format(Locale.ROOT, "%.4g", loss);
    }

    private static String share(String label, double accuracy) {
        return Double.isNaN(accuracy) ? "" : label + String.format(Locale.ROOT, "%.3f", accuracy);
    }
}
