package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Layout;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sigmoid;
import gradbook.layer.Tanh;
import gradbook.matrix.Matrix;
import gradbook.mutant.Example;
import gradbook.scalar.Gate;
import gradbook.scalar.Gates;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Examples of the bug hunt as data: the graph or the layers they are made of, and no code of the student's. A gate or a
 * layer of the student's own could answer each engine as it likes, so only the built-in ones pass.
 */
final class Examples {
    private Examples() {}

    static JsonObject toJson(Example example) {
        JsonObject json = new JsonObject();
        json.addProperty("name", example.name());
        json.addProperty("twice", example.isTwice());
        if (example.expected() != null) json.add("expected", Answers.numbers(example.expected()));
        if (example.subject() instanceof Example.Graph graph) graph(json, graph);
        if (example.subject() instanceof Example.UnderUpstream layer) {
            json.add("layer", layer(layer.layer()));
            json.add("x", Answers.matrix(layer.x()));
            json.add("upstream", Answers.matrix(layer.upstream()));
        }
        if (example.subject() instanceof Example.UnderMean net) {
            json.add("layer", layer(net.net()));
            json.add("x", Answers.matrix(net.x()));
            json.add("target", Answers.matrix(net.target()));
        }
        return json;
    }

    private static void graph(JsonObject json, Example.Graph graph) {
        Map<Value, Integer> number = new IdentityHashMap<>();
        JsonArray point = new JsonArray();
        JsonArray nodes = new JsonArray();
        for (Value input : graph.inputs()) {
            number.put(input, number.size());
            point.add(input.data());
        }
        for (Value v : graph.output().forwardOrder()) {
            if (number.containsKey(v)) continue;
            JsonObject node = new JsonObject();
            if (v.isLeaf()) {
                node.addProperty("data", v.data());
            } else {
                JsonArray in = new JsonArray();
                v.inputs().forEach(input -> in.add(number.get(input)));
                node.addProperty("gate", v.gate().name());
                node.add("in", in);
            }
            number.put(v, number.size());
            nodes.add(node);
        }
        json.add("point", point);
        json.add("nodes", nodes);
        json.addProperty("output", number.get(graph.output()));
    }

    private static JsonObject layer(Layer layer) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", layer.getClass().getSimpleName());
        if (layer instanceof Affine affine) {
            json.addProperty("rows", affine.layout() == Layout.ROWS);
            json.add("w", Answers.matrix(affine.weights().value()));
            json.add("b", Answers.matrix(affine.bias().value()));
        }
        if (layer instanceof Sequential net) {
            JsonArray layers = new JsonArray();
            net.layers().forEach(inner -> layers.add(layer(inner)));
            json.add("layers", layers);
        }
        return json;
    }

    /** @throws IllegalArgumentException with a sentence, where an example is made of something else */
    static Example fromJson(JsonObject json) {
        String name = json.get("name").getAsString();
        Example example;
        if (json.has("nodes")) {
            double[] point = Answers.numbers(json.getAsJsonArray("point"));
            example = Example.scalar(name, inputs -> output(json, inputs), point);
        } else {
            Layer layer = layer(json.getAsJsonObject("layer"));
            Matrix x = Answers.matrix(json.getAsJsonArray("x"));
            example = json.has("target")
                    ? Example.network(name, layer, x, Answers.matrix(json.getAsJsonArray("target")))
                    : Example.layer(name, layer, x, Answers.matrix(json.getAsJsonArray("upstream")));
        }
        if (json.has("expected")) example = example.expecting(Answers.numbers(json.getAsJsonArray("expected")));
        return json.get("twice").getAsBoolean() ? example.twice() : example;
    }

    private static Value output(JsonObject json, List<Value> inputs) {
        List<Value> values = new ArrayList<>(inputs);
        for (JsonElement element : json.getAsJsonArray("nodes")) {
            JsonObject node = element.getAsJsonObject();
            if (node.has("data")) {
                values.add(Value.of(node.get("data").getAsDouble()));
                continue;
            }
            List<Value> in = new ArrayList<>();
            for (JsonElement i : node.getAsJsonArray("in")) in.add(values.get(i.getAsInt()));
            values.add(gate(node.get("gate").getAsString(), in.size()).unchecked(in));
        }
        return values.get(json.get("output").getAsInt());
    }

    private static Gate gate(String name, int inputs) {
        if (name.matches("pow\\([-+.\\dEe]+\\)"))
            return Gates.power(Double.parseDouble(name.substring(4, name.length() - 1)));
        return Gates.all().stream()
                .filter(gate -> gate.name().equals(name) && (gate.arity() == Gate.MANY || gate.arity() == inputs))
                .findFirst()
                .orElseThrow(() -> onlyOurs("the gate \"" + name + "\""));
    }

    private static Layer layer(JsonObject json) {
        String kind = json.get("kind").getAsString();
        return switch (kind) {
            case "Relu" -> new Relu();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            case "Affine" -> {
                Matrix w = Answers.matrix(json.getAsJsonArray("w")), b = Answers.matrix(json.getAsJsonArray("b"));
                yield json.get("rows").getAsBoolean() ? Affine.rows(w, b) : Affine.columns(w, b);
            }
            case "Sequential" ->
                Sequential.of(json.getAsJsonArray("layers").asList().stream()
                        .map(inner -> layer(inner.getAsJsonObject()))
                        .toArray(Layer[]::new));
            default -> throw onlyOurs("the layer " + kind);
        };
    }

    private static IllegalArgumentException onlyOurs(String part) {
        return new IllegalArgumentException(
                "An example that counts is made of Gradbook's own gates and layers; " + part + " is none of them.");
    }
}
