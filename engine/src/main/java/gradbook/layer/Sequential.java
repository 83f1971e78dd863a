package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers one after the other: the output of each is the input of the next, and on the way back the downstream gradient
 * of each is the upstream gradient of the one before. It is a layer itself.
 *
 * <p>Parameters without a name of their own are numbered: W1, b1, W2, b2.
 */
public final class Sequential extends BufferLayer {
    private final List<Layer> layers;
    private final BufferLayer[] chain;
    private final Buffer[] activations; // what goes into layer i + 1
    private final Buffer[] gradients; // what comes back out of layer i + 1
    private Buffer lastOut;

    private Sequential(List<Layer> layers) {
        if (layers.isEmpty()) throw new IllegalArgumentException("Sequential needs at least one layer");
        this.layers = layers;
        chain = layers.stream().map(BufferLayer::buffered).toArray(BufferLayer[]::new);
        activations = new Buffer[chain.length];
        gradients = new Buffer[chain.length];
        for (int i = 0; i < chain.length; i++) {
            activations[i] = new Buffer();
            gradients[i] = new Buffer();
        }
        List<Affine> affine = affine().distinct().toList();
        for (int i = 0; i < affine.size(); i++) for (Parameter p : affine.get(i).parameters()) p.number(i + 1);
    }

    /** The affine layers, those of networks inside this one among them. */
    private Stream<Affine> affine() {
        return layers.stream()
                .flatMap(layer -> layer instanceof Sequential inner
                        ? inner.affine()
                        : Stream.of(layer).filter(Affine.class::isInstance).map(Affine.class::cast));
    }

    /** A network of these layers, the first one first. */
    public static Sequential of(Layer... layers) {
        given(layers, "Sequential", "the list of layers", "layers");
        for (int i = 0; i < layers.length; i++) given(layers[i], "Sequential", "layer " + (i + 1), "a Layer");
        return new Sequential(List.of(layers));
    }

    /** The layers, the first one first. */
    public List<Layer> layers() {
        return layers;
    }

    @Override
    Runnable keep() {
        List<Runnable> putBack = new ArrayList<>(List.of(super.keep()));
        for (BufferLayer layer : chain)
            putBack.add(0, layer.keep()); // of a layer used twice, its first keep comes last
        Buffer[] kept = activations.clone();
        Buffer keptOut = lastOut;
        Arrays.setAll(activations, i -> new Buffer());
        return () -> {
            System.arraycopy(kept, 0, activations, 0, kept.length);
            lastOut = keptOut;
            putBack.forEach(Runnable::run);
        };
    }

    @Override
    void forward(Buffer in, Buffer out) {
        lastOut = null;
        for (int i = 0; i < chain.length; i++) {
            try {
                chain[i].forward(input(i, in), output(i, out));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "layer " + (i + 1) + " of " + chain.length + ": " + e.getMessage(), e);
            }
        }
        lastOut = out;
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        requireLast(out);
        for (int i = chain.length - 1; i >= 0; i--)
            chain[i].backward(
                    input(i, in),
                    output(i, out),
                    i == chain.length - 1 ? upstream : gradients[i],
                    i == 0 ? downstream : gradients[i - 1]);
    }

    @Override
    void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
        requireLast(out);
        for (int i = 0; i < chain.length; i++)
            chain[i].jvp(
                    input(i, in),
                    output(i, out),
                    i == 0 ? direction : gradients[i - 1],
                    i == chain.length - 1 ? result : gradients[i]);
    }

    private Buffer input(int i, Buffer in) {
        return i == 0 ? in : activations[i - 1];
    }

    private Buffer output(int i, Buffer out) {
        return i == chain.length - 1 ? out : activations[i];
    }

    private void requireLast(Buffer out) {
        if (out != lastOut)
            throw new IllegalStateException("Sequential: other data went forward through the network since"
                    + " (training, for example). Call forward(input) again, then backward");
    }

    @Override
    public Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
        for (Layer layer : layers) input = layer.unroll(input, graph);
        return input;
    }

    /** The parameters of all layers, in order; those of a layer that is used twice come once. */
    @Override
    public List<Parameter> parameters() {
        return layers.stream()
                .flatMap(layer -> layer.parameters().stream())
                .distinct()
                .toList();
    }

    @Override
    public String rule() {
        return "downstream of each layer is upstream of the one before it, from the last layer to the first";
    }

    @Override
    public String shapes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < chain.length; i++)
            text.append(i == 0 ? "" : "\n")
                    .append(i + 1)
                    .append(". ")
                    .append(chain[i])
                    .append(": ")
                    .append(chain[i].shapes());
        return text.toString();
    }

    @Override
    public String toString() {
        return "Sequential of " + chain.length + " layers";
    }
}
