package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures that have been looked at keep their coordinates. After a change that is meant, {@code -Dlayouts.update} writes
 * the files anew: look at the pictures again before you keep them. That coordinates make sense at all is for
 * {@link GraphLayoutTest} and {@link GraphPictureTest}.
 */
class GoldenLayoutTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "gradbook", "picture");

    private static Value graph(String name) {
        Value x = Value.of("x", 3), y = Value.of("y", -2);
        return switch (name) {
            case "product" -> Graphs.product();
            case "fan-out" -> x.mul(y).add(x).sub(x.exp().mul(0.1)).named("f");
            case "chain-of-four" -> Value.of(2).div(x.neg().exp().sin()).named("f");
            case "neuron" ->
                Value.of("w_1", 0.3)
                        .mul(x)
                        .add(Value.of("w_2", -0.7).mul(y))
                        .add(Value.of("b", 0.1))
                        .named("s")
                        .sigmoid()
                        .named("yhat");
            case "wide" ->
                Value.sum(IntStream.range(0, 9)
                                .mapToObj(i -> Value.of("w" + i, i).mul(i))
                                .toList())
                        .named("s");
            case "large" -> Graphs.random(60, 5);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String coordinates(Value f) {
        f.backward();
        Trace trace = Trace.of(f);
        GraphLayout layout = GraphLayout.of(trace, new SvgMetrics(new Labels(trace, null)));
        StringBuilder out = new StringBuilder();
        for (var column : layout.columns)
            for (GraphLayout.Item item : column)
                out.append(
                        String.format(Locale.ROOT, "%s %s %.1f %.1f\n", item.kind, item.node.label(), item.x, item.y));
        return out.append(String.format(Locale.ROOT, "%.1f by %.1f\n", layout.width, layout.height))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"product", "fan-out", "chain-of-four", "neuron", "wide", "large"})
    void should_keep_the_coordinates(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".layout");
        String now = coordinates(graph(name));
        if (System.getProperty("layouts.update") != null) Files.writeString(file, now);
        assertEquals(Files.readString(file).replace("\r", ""), now);
    }
}
