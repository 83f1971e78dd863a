package gradbook.picture;

import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import gradbook.scalar.Trace;

/** How much room, in pixels, the things of a graph picture take. */
final class SvgMetrics implements GraphLayout.Metrics {
    static final double LABEL = 29; // a wire's number and its distance, above or below
    static final double GATE = 23; // a gate's radius

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
            case LEAF -> Math.max(46, Words.name(node).length() * 9.5 + 28);
            case GATE -> {
                String symbol = Words.symbol(node.gate());
                yield symbol.length() == 1 ? 2 * GATE : symbol.length() * 8.5 + 30;
            }
            case COPY -> 7;
            case BEND -> 0;
            case OUTPUT -> Words.name(node).length() * 9.5 + 14;
        };
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
