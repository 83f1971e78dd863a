package gradbook.scalar;

import gradbook.scalar.Notation.Term;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The formula of a value, written as a person would: {@code (x + y) z}, names instead of ids, no {@code 1.0 * x}. Every
 * gate brings its own {@link Notation}; this class only puts the pieces together.
 */
public final class Formula {
    // A shared graph can have an exponential formula, and a deep one an endless one: beyond these it is written "…".
    private static final int LONGEST = 2_000, MOST_VALUES = 1_000;

    private Formula() {}

    /** The formula down to the leaves, through every name in between: {@code (x + y) z} for f = q z. */
    public static String of(Value v, Style style) {
        return write(v, style, inner -> null);
    }

    /** The formula down to the next names: {@code q z}. */
    public static String cut(Value v, Style style) {
        return write(v, style, Value::name);
    }

    /** What messages call a value: its name, its number if it is a bare leaf, or else its formula. */
    public static String label(Value v) {
        if (Given.given(v, "Formula", "the expression", "a Value").name() != null) return v.name();
        String formula = cut(v, Style.TEXT);
        return formula.length() <= 40 ? formula : formula.substring(0, 39) + "…";
    }

    /** One gate with its inputs written as the given terms. */
    public static String step(Gate gate, Style style, List<Term> inputs) {
        return gate.notation().write(style, inputs).text();
    }

    // Bottom up over the forward order, so that a deep graph needs no deep stack and a shared value is written once.
    private static String write(Value output, Style style, Function<Value, String> nameOf) {
        Given.given(style, "Formula", "the style", "Style.TEXT, LATEX or WORDS");
        List<Value> order =
                Given.given(output, "Formula", "the expression", "a Value").forwardOrder();
        Map<Value, Term> written = new IdentityHashMap<>();
        for (Value v : order.subList(Math.max(0, order.size() - MOST_VALUES), order.size())) {
            String name = v == output ? null : nameOf.apply(v);
            if (v.isLeaf() || name != null) continue;
            List<Term> in = v.inputs().stream()
                    .map(x -> written.containsKey(x) ? written.get(x) : word(x, style, nameOf))
                    .toList();
            Term term = v.gate().notation().write(style, in);
            written.put(v, term.text().length() > LONGEST ? omitted(style) : term);
        }
        return (output.isLeaf() ? word(output, style, nameOf) : written.get(output)).text();
    }

    /** A value that is not written out: a name, a number, or the far end of a graph too large to write. */
    private static Term word(Value v, Style style, Function<Value, String> nameOf) {
        String name = v.isLeaf() ? v.name() : nameOf.apply(v);
        if (name != null) return Term.name(name, style);
        return v.isLeaf() ? Term.number(v.data(), 10, style) : omitted(style);
    }

    private static Term omitted(Style style) {
        String dots = style == Style.LATEX ? "\\ldots" : style == Style.WORDS ? "and so on" : "…";
        return new Term(dots, Notation.ATOM);
    }
}
