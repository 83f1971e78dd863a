package gradbook.benchmark;

import gradbook.scalar.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The workload S1: a net of 2-16-16-1 neurons with ReLU on 100 points of two moons, max-margin loss and a little weight
 * decay. A step builds the graph, goes backward and updates the 337 parameters.
 */
public final class Moons {
    private static final int[] SIZES = {2, 16, 16, 1};
    private static final Value ONE = Value.of(1);

    private final List<double[]> points = rows("moons.csv"); // x1, x2, label -1 or +1
    private final List<List<List<Value>>> layers = new ArrayList<>(); // per layer, per neuron: weights, then the bias
    private final List<Value> parameters = new ArrayList<>();
    private final boolean fused;
    private int step;

    /**
     * @param fused whether a neuron is one {@code dot}, or every add and mul is a node of its own
     */
    public Moons(boolean fused) {
        this.fused = fused;
        var weights = rows("moonsw.csv").iterator();
        for (int l = 1; l < SIZES.length; l++) {
            List<List<Value>> layer = new ArrayList<>();
            for (int j = 0; j < SIZES[l]; j++) {
                List<Value> neuron = new ArrayList<>();
                for (int i = 0; i < SIZES[l - 1]; i++) neuron.add(Value.of(weights.next()[0]));
                neuron.add(Value.of(0));
                layer.add(List.copyOf(neuron));
                parameters.addAll(neuron);
            }
            layers.add(layer);
        }
    }

    /** The graph of the loss: 65,818 values when every add and mul is a node. */
    public Value loss() {
        List<Value> margins = new ArrayList<>();
        for (double[] point : points) {
            Value margin = score(point).mul(-point[2]).add(1).relu();
            margins.add(margin);
        }
        List<Value> all = List.copyOf(parameters);
        Value data = fused ? Value.sum(List.copyOf(margins)) : sum(margins);
        Value decay = fused
                ? Value.dot(all, all)
                : sum(all.stream().map(p -> p.mul(p)).toList());
        return data.mul(1.0 / points.size()).add(decay.mul(1e-4));
    }

    private Value score(double[] point) {
        List<Value> in = List.of(Value.of(point[0]), Value.of(point[1]), ONE);
        for (List<List<Value>> layer : layers) {
            boolean last = layer.size() == 1;
            Value[] out = new Value[layer.size() + 1];
            for (int j = 0; j < layer.size(); j++) {
                Value z = fused ? Value.dot(layer.get(j), in) : plain(layer.get(j), in);
                out[j] = last ? z : z.relu();
            }
            if (last) return out[0];
            out[layer.size()] = ONE; // what the bias is multiplied with
            in = List.of(out);
        }
        throw new IllegalStateException("a net ends in one neuron");
    }

    private static Value plain(List<Value> neuron, List<Value> in) {
        int n = in.size() - 1;
        Value z = neuron.get(n);
        for (int i = 0; i < n; i++) z = z.add(neuron.get(i).mul(in.get(i)));
        return z;
    }

    private static Value sum(List<Value> values) {
        Value sum = Value.of(0);
        for (Value v : values) sum = sum.add(v);
        return sum;
    }

    /** One step of training; returns the loss before it. */
    public double step() {
        Value loss = loss();
        for (Value p : parameters) p.zeroGrad();
        loss.backward();
        double rate = step < 100 ? 1 - 0.9 * step / 100 : 0.1;
        step++;
        for (Value p : parameters) p.set(p.data() - rate * p.grad());
        return loss.data();
    }

    private static List<double[]> rows(String resource) {
        try (InputStream in = Moons.class.getResourceAsStream("/gradbook/benchmark/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> IntStream.of(0).boxed().flatMap(i -> java.util.Arrays.stream(line.split(","))))
                    .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
