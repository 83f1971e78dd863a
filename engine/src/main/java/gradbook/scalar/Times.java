package gradbook.scalar;

import gradbook.scalar.Notation.Term;

/**
 * How a product is written: a number first and close, {@code 2x}; names side by side, {@code x y}; and a dot where a
 * reader would take the two for one, {@code 2 · 3}.
 */
final class Times {
    private Times() {}

    static Term write(Style style, Term a, Term b) {
        if (b.isConstant() && !a.isConstant()) return write(style, b, a); // x times 2 is 2x
        // 2x times y is 2 times x y, and y times 2x is 2 times y x
        if (startsWithNumber(a) && goesBehind(b))
            return write(style, a.product().number(), write(style, a.product().rest(), b));
        if (startsWithNumber(b) && goesBehind(a))
            return write(
                    style, b.product().number(), write(style, a, b.product().rest()));
        Term.Product product = a.isConstant() && !b.isNumber() ? new Term.Product(a, b) : null;
        if (a.isConstant() && a.text().startsWith("-")) { // -2 times x is -(2x), and needs no brackets
            Term positive = new Term(a.text().substring(1), Notation.PRODUCT, a.kind(), null);
            String text = "-" + write(style, positive, b).text();
            return new Term(text, Notation.SUM, Term.Kind.FORMULA, product);
        }
        String left = a.in(Notation.PRODUCT, style), right = b.in(Notation.PRODUCT, style);
        String text = left + between(style, a.isNumber(), left, b.isNumber(), right) + right;
        return new Term(text, Notation.PRODUCT, Term.Kind.FORMULA, product);
    }

    private static boolean startsWithNumber(Term t) {
        return t.product() != null;
    }

    /** Whether it can stand between the number and the rest of a product: {@code y} into {@code 2x} is {@code 2y x}. */
    private static boolean goesBehind(Term t) {
        return !t.isNumber() && t.product() == null;
    }

    private static String between(Style style, boolean numberLeft, String left, boolean numberRight, String right) {
        boolean dot = numberRight || right.matches("\\d.*") || numberLeft && needsDot(left, right);
        return switch (style) {
            case WORDS -> " times ";
            case TEXT -> dot ? " · " : numberLeft && standsClose(right) ? "" : " ";
            case LATEX -> dot ? " \\cdot " : numberLeft ? "" : "\\,";
        };
    }

    /** Whether a number keeps its distance: a 1, which a reader would drop, {@code 1e20}, and any before a minus. */
    private static boolean needsDot(String number, String right) {
        return number.equals("1") || number.contains("e") || right.startsWith("(-");
    }

    /** Whether a number may stand right before it: before a single letter, {@code x1}, but not before {@code e1}. */
    private static boolean standsClose(String right) {
        return right.matches("(?![eE]\\d)\\p{L}\\d*'*([^\\p{L}\\d(].*)?");
    }
}
