package gradbook.picture;

import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import gradbook.scalar.Trace;

/** How much room, in pixels, the things of a graph picture take. */
final class SvgMetrics implements GraphLayout.Metrics {
    static final double LABEL = 29; // a wire's number and its distance, above or below
    static final double GATE = 23; // a gate's radius
    private static final double NAME_LETTER = 11.4; // of a name in the broadest of the usual fonts
    private static final double AUTO_LETTER = 9;

    private final Labels labels;

    SvgMetrics(Labels labels) {
        this.labels = labels;
    }

    /** Half the height of a gate. */
    static double half(int ports) {
        return GATE + Math.max(0, ports - 2) * 12;
    }

    @Override
    public double width(Kind kind, Trace.Node node) {
        return switch (kind) {
            case LEAF -> Math.max(46, name(node, 28));
            case GATE -> {
                String symbol = Words.symbol(node.gate());
                yield symbol.length() == 1 ? 2 * GATE : symbol.length() * 8.5 + 30;
            }
            case COPY -> 7;
            case BEND -> 0;
            case OUTPUT -> name(node, 14);
        };
    }

    /** Room for a name; a short one has {@code margin}, too, and a long one is as wide as it can get. */
    private static double name(Trace.Node node, double margin) {
        int letters = Words.name(node).length();
        return Math.max(letters * 9.5 + margin, letters * NAME_LETTER + 6);
    }

    @Override
    public double name(Kind kind, Trace.Node node) {
        if (kind != Kind.GATE || node == labels.trace.output()) return 0; // the output's stands behind it
        return Words.name(node).length() * (node.value().name() == null ? AUTO_LETTER : NAME_LETTER);
    }

    @Override
    public double extent(Kind kind, int ports, boolean up) {
        return switch (kind) {
            case GATE -> Math.max(LABEL, half(ports) + (up ? 28 : 4));
            case COPY -> (ports - 1) * LABEL + (up ? 32 : LABEL);
            case BEND -> 10;
            default -> LABEL;
        };
    }

    @Override
    public double port(Kind kind, int i, int n) {
        if (kind == Kind.GATE && n > 1) return (i - (n - 1) / 2.0) * (n == 2 ? 20 : 24);
        return kind == Kind.COPY ? (i - (n - 1) / 2.0) * 2 * LABEL : 0;
    }

    @Override
    public double labelWidth(Wire w) {
        return Math.max(46, labels.longest(w) * 8.8 + 20);
    }

    @Override
    public double slant(double rise, int turns) {
        return Math.min(180, Math.max(40, rise * 0.9));
    }
}
