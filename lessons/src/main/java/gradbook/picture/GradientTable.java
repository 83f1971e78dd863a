package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.List;

/**
 * What happened at every edge: upstream times local gives downstream, one row per use of a value, in the order of the
 * backward walk; where a value is used more than once, a row that adds up what came down (B §3, §4.3).
 *
 * <pre>
 * for f = (x + y) z at (-2, 5, -4):
 * into  at         value  upstream  local  downstream
 * q     f = q z        3         1     -4          -4
 * z     f = q z       -4         1      3           3
 * x     q = x + y     -2        -4      1          -4
 * y     q = x + y      5        -4      1          -4
 * </pre>
 */
public final class GradientTable implements Showable {
    private final Sheet sheet;

    private GradientTable(Sheet sheet) {
        this.sheet = sheet;
    }

    /** The table of {@code output} as its last forward and backward pass left it. */
    public static GradientTable of(Value output) {
        return of(Trace.of(output));
    }

    public static GradientTable of(Trace trace) {
        String output = Words.name(trace.output());
        return new GradientTable(trace.hasGradients() ? edges(trace, output) : values(trace, output));
    }

    private static Sheet values(Trace trace, String output) {
        Sheet sheet = new Sheet("The values behind " + output + "; call backward() for the gradients", "node", "value");
        for (Trace.Node node : trace.nodes()) sheet.row(Words.definition(trace, node), Words.number(node.data()));
        return sheet;
    }

    private static Sheet edges(Trace trace, String output) {
        String whose = new Labels(trace, null).heading().formatted(output);
        Sheet sheet = new Sheet(
                Character.toUpperCase(whose.charAt(0))
                        + whose.substring(1)
                        + " at every edge: upstream times local gives downstream",
                Trace.COLUMNS.toArray(String[]::new));
        int[] left = new int[trace.nodes().size()];
        for (Trace.Edge edge : trace.edges()) {
            Trace.Node input = edge.input();
            sheet.row(
                    Words.name(input),
                    Words.definition(trace, edge.consumer()),
                    Words.number(input.data()),
                    Words.number(edge.upstream()),
                    Words.number(edge.local()),
                    Words.number(edge.downstream()));
            if (input.fanOut() > 1 && ++left[input.id()] == input.fanOut()) addUp(sheet, trace, input);
        }
        return sheet;
    }

    private static void addUp(Sheet sheet, Trace trace, Trace.Node node) {
        List<Double> parts = trace.edges().stream()
                .filter(e -> e.input() == node)
                .map(Trace.Edge::downstream)
                .toList();
        double sum = parts.stream().mapToDouble(d -> d).sum();
        String terms = Words.sum(parts);
        sheet.sum(
                Words.name(node),
                "copy gate: " + (parts.size() > 6 ? parts.size() + " gradients add" : terms),
                Words.number(node.data()),
                "",
                "",
                Words.number(sum));
    }

    @Override
    public String text() {
        return sheet.text();
    }

    @Override
    public String html() {
        return sheet.html();
    }

    @Override
    public String toString() {
        return text();
    }
}
