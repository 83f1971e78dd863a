package gradbook.scalar;

import java.util.ArrayList;
import java.util.List;

/**
 * How a gate is written, in each {@link Style}, when its inputs are already written. A gate declares its notation once;
 * trace labels, derivations and symbolic derivatives are all printed with it.
 */
@FunctionalInterface
public interface Notation {
    /**
     * A written piece of a formula.
     *
     * @param text the piece itself
     * @param level how tightly it binds, from {@link #SUM} to {@link #ATOM}: a piece that binds less than its place
     *     asks for goes into brackets
     * @param kind whether it is a number, which a product writes in a way of its own
     * @param product the number in front and what follows it, if the piece is such a product; else {@code null}
     */
    record Term(String text, int level, Kind kind, Product product) {
        /** A number and the rest of a product, apart: a further factor goes between them, y into 2x as in 2y x. */
        record Product(Term number, Term rest) {}

        /** What a piece stands for. */
        enum Kind {
            /** A name, or something made of names and numbers. */
            FORMULA,
            /** A number of the formula itself: in a product it goes first, as in {@code 2x}. */
            CONSTANT,
            /** The number that a name stands for: it keeps the place of the name. */
            VALUE
        }

        /** A piece that is no number. */
        public Term(String text, int level) {
            this(text, level, Kind.FORMULA, null);
        }

        /** A name. */
        public static Term name(String label, Style style) {
            return new Term(style.name(label), ATOM);
        }

        /** A number of the formula itself. */
        public static Term number(double d, int digits, Style style) {
            return number(d, digits, style, Kind.CONSTANT);
        }

        /** The number that a name stands for, put in its place. */
        public static Term value(double d, int digits, Style style) {
            return number(d, digits, style, Kind.VALUE);
        }

        // A written negative number goes into brackets inside a product, as do its powers of ten in a power.
        private static Term number(double d, int digits, Style style, Kind kind) {
            String text = style.number(d, digits);
            boolean scientific = style != Style.TEXT && (text.contains("10^{") || text.contains(" times "));
            return new Term(text, d < 0 && style != Style.WORDS ? SUM : scientific ? PRODUCT : ATOM, kind, null);
        }

        boolean isNumber() {
            return kind != Kind.FORMULA;
        }

        boolean isConstant() {
            return kind == Kind.CONSTANT;
        }

        /** The text for a place that asks for this level: in brackets if the piece binds less. */
        String in(int place, Style style) {
            return level < place ? style.bracketed(text) : text;
        }
    }

    /** How tightly a piece binds, from a sum to a name: see {@link Term#level}. */
    int SUM = 1, QUOTIENT = 2, PRODUCT = 3, POWER = 4, ATOM = 5;

    /** Writes the gate's output from its written inputs. */
    Term write(Style style, List<Term> in);

    /** {@code log(x)}: as text, in LaTeX with the given command, and in words as {@code log of x}. */
    static Notation function(String text, String latex, String words) {
        return (style, in) -> {
            if (style == Style.WORDS) {
                List<String> spoken = in.stream().map(t -> t.in(ATOM, style)).toList();
                return new Term(words + " of " + String.join(" and ", spoken), POWER);
            }
            String all = String.join(", ", in.stream().map(Term::text).toList());
            return new Term((style == Style.TEXT ? text : latex) + style.bracketed(all), ATOM);
        };
    }

    /** A function with a name of its own, as a student's gate has: {@code min(a, b)}. */
    static Notation function(String name) {
        return function(name, "\\operatorname{" + Style.escaped(name) + "}", name);
    }

    /**
     * One input between two pieces of text, as in {@code |x|}; {@code level} and {@code place} are those of LaTeX and
     * words.
     */
    static Notation around(String text, String latex, String words, int level, int place) {
        return (style, in) -> {
            Term a = in.get(0);
            return switch (style) {
                case TEXT -> new Term(text.formatted(a.text), ATOM);
                case LATEX -> new Term(latex.formatted(a.in(place, style)), level);
                case WORDS -> new Term(words.formatted(a.in(ATOM, style)), POWER);
            };
        };
    }

    /** {@code -x}. */
    Notation NEGATIVE = (style, in) ->
            new Term((style == Style.WORDS ? "minus " : "-") + in.get(0).in(QUOTIENT, style), SUM);

    /** {@code x + y + ...}, where {@code x + (-y)} becomes {@code x - y} and a long sum shows its two ends. */
    Notation PLUS = (style, in) -> {
        if (in.size() == 1) return in.get(0);
        List<Term> shown = in;
        if (in.size() > 8) {
            String dots = style == Style.TEXT ? "…" : style == Style.LATEX ? "\\cdots" : "and so on";
            shown = List.of(in.get(0), in.get(1), in.get(2), new Term(dots, ATOM), in.get(in.size() - 1));
        }
        StringBuilder sum = new StringBuilder(shown.get(0).text);
        for (Term term : shown.subList(1, shown.size())) {
            String next = term.text;
            if (style == Style.WORDS) sum.append(next.startsWith("minus ") ? " " + next : " plus " + next);
            else sum.append(next.startsWith("-") ? " - " + next.substring(1) : " + " + next);
        }
        return new Term(sum.toString(), SUM);
    };

    /** {@code x - y}. */
    Notation MINUS = (style, in) -> new Term(
            in.get(0).text
                    + (style == Style.WORDS ? " minus " : " - ")
                    + in.get(1).in(QUOTIENT, style),
            SUM);

    /** {@code x y}: a number goes first and close, {@code -2x}, but not {@code 2e1}; two numbers get a dot. */
    Notation TIMES = (style, in) -> Times.write(style, in.get(0), in.get(1));

    /** {@code x / y}, in LaTeX a fraction. */
    Notation OVER = (style, in) -> {
        Term a = in.get(0), b = in.get(1);
        if (style == Style.LATEX) return new Term("\\frac{" + a.text + "}{" + b.text + "}", PRODUCT);
        String over = style == Style.TEXT ? " / " : " over ";
        return new Term(a.in(PRODUCT, style) + over + b.in(POWER, style), QUOTIENT);
    };

    /** {@code x^y}. */
    Notation TO_THE_POWER = (style, in) -> {
        Term a = in.get(0), exponent = in.get(1);
        boolean spokenMinus = a.isNumber() && style == Style.WORDS && a.text.startsWith("minus ");
        String base = spokenMinus ? style.bracketed(a.text) : a.in(ATOM, style);
        String text =
                switch (style) {
                    case TEXT -> base + "^" + exponent.in(ATOM, style);
                    case LATEX -> base + "^{" + exponent.text + "}";
                    case WORDS ->
                        base + (exponent.text.equals("2") ? " squared" : " to the power " + exponent.in(ATOM, style));
                };
        return new Term(text, POWER);
    };

    /** {@code w1 x1 + w2 x2 + ...}: the first half of the inputs, each times its partner in the second half. */
    Notation PRODUCTS = (style, in) -> {
        int n = in.size() / 2;
        List<Term> products = new ArrayList<>();
        for (int i = 0; i < n; i++) products.add(TIMES.write(style, List.of(in.get(i), in.get(n + i))));
        return PLUS.write(style, products);
    };
}
