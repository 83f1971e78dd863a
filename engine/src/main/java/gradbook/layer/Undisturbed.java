package gradbook.layer;

import static gradbook.scalar.Given.given;

import java.util.List;
import java.util.function.Function;

/**
 * Asks a layer or a loss something in the middle of a training loop. Afterwards the gradients of the parameters are as
 * they were, and {@code backward} speaks of the pass that was the last one before, however the question ended.
 *
 * <p>A layer of your own keeps in its fields what it likes. Inside a {@link Sequential} it gets its earlier input once
 * more; asked alone it stays at the last input of the question, so call {@code forward} again before {@code backward}.
 */
public final class Undisturbed {
    private Undisturbed() {}

    /**
     * What {@code question} answers about this layer.
     *
     * @param question gets the layer, or a layer around your own that checks the shapes of what it returns
     */
    public static <T> T in(Layer layer, Function<Layer, T> question) {
        BufferLayer asked = BufferLayer.buffered(layer);
        List<Parameter> parameters = asked.parameters();
        List<Parameter.Gradient> kept =
                parameters.stream().map(Parameter::keepGradient).toList();
        Runnable putBack = asked.keep();
        try {
            return given(question, "Undisturbed", "the question", "a function of the layer")
                    .apply(asked);
        } finally {
            for (int i = 0; i < kept.size(); i++) parameters.get(i).restore(kept.get(i));
            putBack.run();
        }
    }

    /** The same for a loss, which keeps its last gradient; one of your own stays at its last prediction. */
    public static <T> T in(Loss loss, Function<Loss, T> question) {
        given(loss, "Undisturbed", "the loss", "a Loss");
        Runnable putBack = loss instanceof BufferLoss known ? known.keep() : () -> {};
        try {
            return given(question, "Undisturbed", "the question", "a function of the loss")
                    .apply(loss);
        } finally {
            putBack.run();
        }
    }
}
