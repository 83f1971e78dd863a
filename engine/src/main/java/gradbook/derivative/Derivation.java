package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Formula;
import gradbook.scalar.Gates;
import gradbook.scalar.Notation.Term;
import gradbook.scalar.Style;
import gradbook.scalar.Trace;
import gradbook.scalar.Trace.Edge;
import gradbook.scalar.Trace.Node;
import gradbook.scalar.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The whole derivation of a gradient, from the student's own expression: the forward values, every local derivative
 * as a formula and as a number, and the chain rule path by path (B §2, §3). It comes as plain text, as LaTeX and in
 * words.
 *
 * <pre>{@code
 * Derivation.of(f, x);   // f = (x + y) z
 * // ...
 * // ∂f/∂q = z = -4
 * // ∂q/∂x = 1
 * // ∂f/∂x = ∂f/∂q · ∂q/∂x = (-4) · 1 = -4
 * }</pre>
 *
 * <p>A value that is used more than once goes through a copy gate: its copies are numbered, {@code x(1)} and {@code
 * x(2)}, and the sum has one term for each path. The gradients stored in the graph are neither needed nor touched.
 */
public final class Derivation {
    private static final int MOST_VALUES = 200;
    private static final int ONE_LINE = 8; // factors; a longer sum gets a line for each path
    private static final int DIGITS = 6;

    private final Trace trace;
    private final List<Node> inputs;
    private final double[] gradient;
    private final Paths paths;

    private Derivation(Value f, List<Value> inputs) {
        trace = Trace.of(f);
        this.inputs =
                trace.nodes().stream().filter(n -> inputs.contains(n.value())).toList();
        gradient = f.gradient(this.inputs.stream().map(Node::value).toList());
        paths = new Paths(trace);
    }

    /** The derivation with respect to every named leaf. */
    public static Derivation of(Value f) {
        return new Derivation(f, ScalarFunction.of(f).inputs());
    }

    /** The derivation with respect to one value of the graph. */
    public static Derivation of(Value f, Value x) {
        ScalarFunction.requireOutput(f);
        given(x, "Derivation", "the value to derive by", "a Value");
        if (!f.forwardOrder().contains(x))
            throw new IllegalArgumentException(
                    (x.name() == null ? "That value" : "`" + x.name() + "`") + " is not part of "
                            + Formula.of(f, Style.TEXT) + ": the derivative is 0, and there is nothing to derive.");
        return new Derivation(f, List.of(x));
    }

    /** Plain text. */
    public String text() {
        return String.join("\n", lines(Style.TEXT)) + "\n";
    }

    /** Sentences that a screen reader speaks well: no symbol that it would skip. */
    public String words() {
        return lines(Style.WORDS).stream()
                .filter(line -> !line.isEmpty())
                .map(line -> line.endsWith(":") ? line : line + ".")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** LaTeX for one display formula, without the dollar signs around it. */
    public String latex() {
        return lines(Style.LATEX).stream()
                .map(line -> line.isEmpty() ? "\\\\[4pt]" : "& " + line + " \\\\")
                .collect(Collectors.joining("\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        Node f = trace.output();
        if (trace.nodes().size() > MOST_VALUES) {
            lines.add(heading(
                    style,
                    "This graph has " + trace.nodes().size() + " values, and a derivation is written for at most "
                            + MOST_VALUES + ": derive a part of it. The results"));
            for (int i = 0; i < inputs.size(); i++)
                lines.add(equal(style, partial(style, f, name(style, inputs.get(i))), number(style, gradient[i])));
            return lines;
        }
        Set<Node> varying = varying();
        lines.add(heading(style, "Forward"));
        for (Node n : trace.nodes()) if (n.gate() != null) lines.add(forward(style, n));
        lines.add("");
        lines.add(heading(style, "Local derivatives"));
        for (Edge e : trace.edges()) if (varying.contains(e.input())) lines.add(local(style, e));
        lines.add("");
        lines.add(heading(style, "The chain rule"));
        for (Node n : trace.nodes()) if (n.fanOut() > 1 && varying.contains(n)) lines.add(copies(style, n));
        for (int i = 0; i < inputs.size(); i++) lines.addAll(chain(style, inputs.get(i), gradient[i]));
        return lines;
    }

    /** The nodes that depend on the inputs asked for; all others are numbers here. */
    private Set<Node> varying() {
        Set<Node> varying = new HashSet<>(inputs);
        for (Node n : trace.nodes())
            if (n.inputs().stream().map(trace.nodes()::get).anyMatch(varying::contains)) varying.add(n);
        return varying;
    }

    private String forward(Style style, Node n) {
        return equal(
                style,
                name(style, n),
                trace.formula(n, style, DIGITS),
                trace.inserted(n, style, DIGITS),
                number(style, n.data()));
    }

    private String local(Style style, Edge e) {
        List<Value> in = e.consumer().inputs().stream()
                .map(id -> standIn(trace.nodes().get(id)))
                .toList();
        Value slope = Symbolic.local(e.consumer().gate(), e.slot(), standIn(e.consumer()), in);
        String formula = slope == null ? null : Formula.of(slope, style);
        return equal(style, partial(style, e.consumer(), copy(style, e)), formula, number(style, e.local()));
    }

    /** A leaf that is written and valued like a node, so that a formula stops at its name. */
    private static Value standIn(Node n) {
        return n.isConstant() ? Value.of(n.data()) : Value.of(n.label(), n.data());
    }

    private String copies(Style style, Node n) {
        String list = IntStream.rangeClosed(1, n.fanOut())
                .mapToObj(k -> style.copy(n.label(), k))
                .collect(Collectors.joining(style == Style.WORDS ? " and " : ", "));
        String before = " is used " + n.fanOut() + " times: the copy gate makes ", after = ", and their gradients add";
        return style == Style.LATEX
                ? name(style, n) + "\\text{" + before + "}" + list + "\\text{" + after + "}"
                : name(style, n) + before + list + after;
    }

    private List<String> chain(Style style, Node x, double total) {
        String whole = partial(style, trace.output(), name(style, x));
        List<List<Edge>> written = paths.to(x);
        if (written.isEmpty()) return List.of(equal(style, whole, number(style, 1)));
        if (written.size() == 1 && written.get(0).size() == 1)
            return List.of(local(style, written.get(0).get(0)));
        boolean all = paths.count(x).equals(BigInteger.valueOf(written.size()));
        String plus = style == Style.WORDS ? ", plus " : " + ";
        if (all && written.stream().mapToInt(List::size).sum() <= ONE_LINE) {
            String symbols = written.stream().map(path -> symbols(style, path)).collect(Collectors.joining(plus));
            String numbers = written.stream().map(path -> numbers(style, path)).collect(Collectors.joining(plus));
            return List.of(equal(style, whole, symbols, numbers, number(style, total)));
        }
        List<String> lines = new ArrayList<>();
        String paths = this.paths.count(x) + (written.size() == 1 ? " path" : " paths");
        lines.add(heading(
                style,
                paths + " from " + said(style, trace.output()) + " to " + said(style, x)
                        + (all ? "" : ", of which the first " + written.size() + " are written")));
        List<Term> products = new ArrayList<>();
        for (List<Edge> path : written) {
            double product = path.stream().mapToDouble(Edge::local).reduce(1, (a, b) -> a * b);
            lines.add(equal(style, symbols(style, path), numbers(style, path), number(style, product)));
            products.add(Term.number(product, DIGITS, style));
        }
        if (!all)
            lines.add(sentence(
                    style,
                    "The backward walk adds up all paths in one visit to each of "
                            + trace.nodes().size() + " values"));
        String sum = all ? Formula.step(Gates.SUM, style, products) : null;
        lines.add(equal(style, whole, sum, number(style, total)));
        return lines;
    }

    private static String symbols(Style style, List<Edge> path) {
        return path.stream()
                .map(e -> partial(style, e.consumer(), copy(style, e)))
                .collect(Collectors.joining(times(style)));
    }

    private static String numbers(Style style, List<Edge> path) {
        return path.stream().map(e -> factor(style, e.local())).collect(Collectors.joining(times(style)));
    }

    /** A chain of equal things; a part that says the same as the one before it is left out. */
    private static String equal(Style style, String... parts) {
        List<String> different = new ArrayList<>();
        for (String part : parts)
            if (part != null
                    && (different.isEmpty()
                            || !different.get(different.size() - 1).equals(part))) different.add(part);
        if (style != Style.WORDS) return String.join(" = ", different);
        return different.get(0) + " is " + String.join(", which is ", different.subList(1, different.size()));
    }

    private static String partial(Style style, Node of, String by) {
        String top = style.name(of.label());
        return switch (style) {
            case TEXT -> "∂" + top + "/∂" + by;
            case LATEX -> "\\frac{\\partial " + top + "}{\\partial " + by + "}";
            case WORDS -> "the derivative of " + top + " with respect to " + by;
        };
    }

    private static String copy(Style style, Edge e) {
        return e.input().fanOut() > 1 ? style.copy(e.input().label(), e.copy()) : name(style, e.input());
    }

    private static String name(Style style, Node n) {
        return style.name(n.label());
    }

    private static String number(Style style, double d) {
        return style.number(d, DIGITS);
    }

    private static String factor(Style style, double d) {
        return d < 0 && style != Style.WORDS ? "(" + number(style, d) + ")" : number(style, d);
    }

    private static String times(Style style) {
        return style == Style.WORDS ? " times " : style == Style.LATEX ? " \\cdot " : " · ";
    }

    private static String heading(Style style, String words) {
        return sentence(style, words + ":");
    }

    /** A name inside a sentence: in LaTeX it is set as a formula, for it may hold what text must not, as w_1 does. */
    private static String said(Style style, Node n) {
        return style == Style.LATEX ? "}" + name(style, n) + "\\text{" : n.label();
    }

    private static String sentence(Style style, String words) {
        return style == Style.LATEX ? "\\text{" + words + "}" : words;
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }
}
