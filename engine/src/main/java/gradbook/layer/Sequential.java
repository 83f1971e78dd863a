package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
        requireOnce();
        chain = layers.stream().map(BufferLayer::buffered).toArray(BufferLayer[]::new);
        activations = new Buffer[chain.length];
        gradients = new Buffer[chain.length];
        for (int i = 0; i < chain.length; i++) {
            activations[i] = new Buffer();
            gradients[i] = new Buffer();
        }
        List<Layer> affine = layers.stream()
                .flatMap(Sequential::parts)
                .filter(Affine.class::isInstance)
                .distinct()
                .toList();
        for (int i = 0; i < affine.size(); i++) for (Parameter p : affine.get(i).parameters()) p.number(i + 1);
    }

    /** A layer and, if it is a network, those inside it. */
    private static Stream<Layer> parts(Layer layer) {
        Stream<Layer> inside = layer instanceof Sequential net ? net.layers.stream() : Stream.empty();
        return Stream.concat(Stream.of(layer), inside.flatMap(Sequential::parts));
    }

    /** The leaves among the built-in layers are handed their input on the way back; all others remember one of their own. */
    private void requireOnce() {
        Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < layers.size(); i++)
            for (Layer part : parts(layers.get(i)).toList())
                if ((part instanceof Sequential || !(part instanceof BufferLayer)) && !seen.add(part))
                    throw new IllegalArgumentException("Sequential: layer " + (i + 1)
                            + (part == layers.get(i) ? " is " : " has in it ") + buffered(part)
                            + " again: make a second one, for a layer of this kind keeps only its last input");
    }

    /**
     * A network of these layers, the first one first. A built-in layer may come twice, which shares its weights.
     *
     * @throws IllegalArgumentException if there is no layer, or if a network or a layer of your own comes twice
     */
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
        for (BufferLayer layer : chain) putBack.add(layer.keep());
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
