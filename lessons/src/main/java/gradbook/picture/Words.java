package gradbook.picture;

import gradbook.scalar.Gate;
import gradbook.scalar.Style;
import gradbook.scalar.Trace;
import gradbook.show.Html;
import java.util.ArrayList;
import java.util.List;

/** What the pictures say: names, numbers and sentences about a trace, the same on every stage. */
final class Words {
    private static final int LONGEST_NAME = 24;
    private static final int LONGEST_FORMULA = 60;
    private static final int DIGITS = 5;
    private static final int MOST_SENTENCES = 40;

    private Words() {}

    /** A name short enough for a picture, on one line. */
    static String name(Trace.Node node) {
        return Html.shorten(node.label().strip().replaceAll("\\s+", " "), LONGEST_NAME);
    }

    /** A number with at most five significant digits; an integer keeps all of its digits. */
    static String number(double d) {
        return Style.TEXT.number(d, DIGITS);
    }

    /** What a drawing writes inside a gate: its symbol, a lone minus as print has it. */
    static String symbol(Gate gate) {
        String symbol = gate.symbol();
        return symbol.equals("-") ? Html.number(symbol) : Html.shorten(symbol, 12);
    }

    /** {@code q = x + y}, or the name alone for a leaf. */
    static String definition(Trace trace, Trace.Node node) {
        if (node.gate() == null) return name(node);
        return name(node) + " = " + Html.shorten(trace.formula(node, Style.TEXT), LONGEST_FORMULA);
    }

    /** A gate with the numbers of its operands: {@code 3 × (-4)}. */
    static String inserted(Trace trace, Trace.Node node) {
        return trace.inserted(node, Style.TEXT, DIGITS);
    }

    /** A negative number behind a sign: in brackets. */
    private static String operand(double d) {
        String number = number(d);
        return number.startsWith("-") ? "(" + number + ")" : number;
    }

    /** {@code 3 + (-2)}. */
    static String sum(List<Double> parts) {
        String first = number(parts.get(0));
        return parts.stream().skip(1).map(Words::operand).reduce(first, (a, b) -> a + " + " + b);
    }

    static String title(Trace trace) {
        return "The graph of " + name(trace.output());
    }

    /** Says that a picture is not the whole. */
    static String hidden(int values) {
        return values + " more values lie behind the dashed boxes and are not drawn.";
    }

    /** One sentence per value, for readers who hear the picture; of a large graph only its size and its ends. */
    static String description(Trace trace, int hidden) {
        List<String> sentences = new ArrayList<>();
        boolean brief = trace.nodes().size() > MOST_SENTENCES;
        if (brief) sentences.add("It has " + (trace.nodes().size() + hidden) + " values.");
        if (hidden > 0) sentences.add(hidden(hidden));
        for (Trace.Node node : trace.nodes())
            if (!brief || node == trace.output() || node.gate() == null && !node.isConstant())
                sentences.add(sentence(trace, node));
        if (brief && sentences.size() > MOST_SENTENCES)
            sentences.subList(2, sentences.size() - 1).clear();
        return String.join(" ", sentences);
    }

    private static String sentence(Trace trace, Trace.Node node) {
        String says = name(node) + " is "
                + (node.gate() == null
                        ? "an input with value "
                        : Html.shorten(trace.formula(node, Style.WORDS), LONGEST_FORMULA) + " and has value ")
                + Style.WORDS.number(node.data(), DIGITS);
        if (trace.hasGradients()) says += " and gradient " + Style.WORDS.number(node.grad(), DIGITS);
        if (node.fanOut() > 1) says += ", used " + node.fanOut() + " times, so that a copy gate stands behind it";
        return says + ".";
    }
}
