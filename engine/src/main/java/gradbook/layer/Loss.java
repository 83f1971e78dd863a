package gradbook.layer;

import gradbook.matrix.Matrix;

/** One number that says how wrong predictions are, and the upstream gradient that sends it back into the network. */
public interface Loss {
    /** The loss of these predictions, one sample per row unless the loss was told otherwise. */
    double forward(Matrix prediction, Matrix target);

    /** The gradient of the last loss with respect to its predictions: upstream for the network. */
    Matrix backward();

    /** The backward rule as one sentence. */
    String rule();
}
