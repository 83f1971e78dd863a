package gradbook.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a formula is written: as plain text, as LaTeX, or as words that a screen reader speaks well. */
public enum Style {
    /** {@code f = q z}, {@code ∂f/∂q = -4}. */
    TEXT,
    /** For a notebook: {@code f = q\,z}. */
    LATEX,
    /** For the ear: {@code f equals q times z}, {@code minus 4}. */
    WORDS;

    private static final double PLAIN = 1e12; // below it, what rounds to a thousand is 1000 and not 1e3
    private static final Pattern INDEXED = Pattern.compile("([\\p{L}]+?)(hat)?_?([0-9]*)('*)");
    private static final Set<String> GREEK = Set.of("""
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi \
            omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega""".split(" "));
    private static final Map<Character, String> ESCAPED =
            Map.of('\\', "\\backslash ", '^', "\\hat{}", '~', "\\sim ", ' ', "\\ ", '<', "\\lt ", '>', "\\gt ");

    /** A number as a person writes it: an integer whole and without {@code .0}, any other with at most ten digits. */
    public String number(double d) {
        return number(d, 10);
    }

    /**
     * A number with at most {@code digits} significant digits: 0.8021838886 is 0.802184 with six. An integer below 1e15
     * keeps all of its own: 1234567 stays 1234567.
     */
    public String number(double d, int digits) {
        if (Double.isNaN(d)) return this == WORDS ? "not a number" : this == LATEX ? "\\mathrm{NaN}" : "NaN";
        String minus = this == WORDS ? "minus " : "-";
        if (Double.isInfinite(d)) {
            String infinity = this == TEXT ? "∞" : this == LATEX ? "\\infty" : "infinity";
            return d < 0 ? minus + infinity : infinity;
        }
        String sign = d < 0 ? minus : "";
        double size = Math.abs(d);
        if (size == Math.rint(size) && size < 1e15) return (size == 0 ? "" : sign) + (long) size;
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(digits)).stripTrailingZeros();
        String s = rounded.scale() < 0 && size < PLAIN ? rounded.toPlainString() : rounded.toString();
        int e = s.indexOf('E'); // of a number such as 1.5E-7
        if (e < 0) return sign + s;
        String mantissa = s.substring(0, e);
        int exponent = Integer.parseInt(s.substring(e + 1));
        return sign
                + switch (this) {
                    case TEXT -> mantissa + "e" + exponent;
                    case LATEX -> mantissa + " \\cdot 10^{" + exponent + "}";
                    case WORDS -> mantissa + " times 10 to the power " + number(exponent);
                };
    }

    /** A name: in LaTeX {@code x1} is an {@code x} with index 1, {@code yhat} wears its hat, {@code sigma} is Greek. */
    public String name(String name) {
        if (this != LATEX) return name;
        Matcher m = INDEXED.matcher(name);
        if (!m.matches()) return upright(name);
        String base = m.group(1);
        String letter = GREEK.contains(base) ? "\\" + base : base.length() == 1 ? base : upright(base);
        if (m.group(2) != null) letter = "\\hat{" + letter + "}";
        return letter + (m.group(3).isEmpty() ? "" : "_{" + m.group(3) + "}") + m.group(4);
    }

    /** The k-th copy that the copy gate makes of a value which is used more than once. */
    public String copy(String label, int k) {
        return switch (this) {
            case TEXT -> label + "(" + k + ")";
            case LATEX -> "{" + name(label) + "}_{(" + k + ")}"; // braces, since a name may have an index of its own
            case WORDS -> "copy " + k + " of " + label;
        };
    }

    /** The same in brackets. */
    String bracketed(String s) {
        return switch (this) {
            case TEXT -> "(" + s + ")";
            case LATEX -> s.contains("\\frac") || s.contains("^") ? "\\left(" + s + "\\right)" : "(" + s + ")";
            case WORDS -> "open bracket " + s + " close bracket";
        };
    }

    private static String upright(String name) {
        return "\\mathrm{" + escaped(name) + "}";
    }

    /** A name that LaTeX takes letter by letter. */
    static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (char c : name.toCharArray()) {
            escaped.append("{}_$%#&".indexOf(c) >= 0 ? "\\" + c : ESCAPED.getOrDefault(c, String.valueOf(c)));
        }
        return escaped.toString();
    }
}
