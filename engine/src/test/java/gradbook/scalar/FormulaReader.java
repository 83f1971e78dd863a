package gradbook.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a formula the way a person does and works it out: the independent check that no bracket is missing. */
final class FormulaReader {
    private final String text;
    private final Map<String, Double> names;
    private int at;

    private FormulaReader(String text, Map<String, Double> names) {
        this.text = text;
        this.names = names;
    }

    static double evaluate(String formula, Map<String, Double> names) {
        FormulaReader reader = new FormulaReader(formula, names);
        double value = reader.sum();
        if (reader.at != formula.length())
            throw new IllegalArgumentException("cannot read on at " + reader.at + ": " + formula);
        return value;
    }

    private double sum() {
        double sum = take("-") ? -quotient() : quotient();
        while (true) {
            if (take(" + ")) sum += quotient();
            else if (take(" - ")) sum -= quotient();
            else return sum;
        }
    }

    private double quotient() {
        double quotient = product();
        while (take(" / ")) quotient /= product();
        return quotient;
    }

    /** Factors side by side, with a dot or a space or nothing between them. */
    private double product() {
        double product = power();
        while (take(" · ") || text.startsWith(" |", at) || at < text.length() && !"+-/),|".contains(ahead())) {
            take(" ");
            product *= power();
        }
        return product;
    }

    private String ahead() {
        return text.substring(at).stripLeading().substring(0, 1);
    }

    private double power() {
        double base = atom();
        return take("^") ? Math.pow(base, atom()) : base;
    }

    private double atom() {
        if (take("(")) return closing(sum(), ")");
        if (take("|")) return closing(Math.abs(sum()), "|");
        String number = prefix("\\d+(\\.\\d+)?(e-?\\d+)?");
        if (!number.isEmpty()) return Double.parseDouble(number);
        String name = prefix("\\p{L}+\\d*");
        Optional<Gate> function =
                Gates.all().stream().filter(g -> g.name().equals(name)).findFirst();
        if (function.isEmpty()) return names.get(name);
        take("(");
        List<Double> in = new ArrayList<>(List.of(sum()));
        while (take(", ")) in.add(sum());
        return closing(function.get().value(in.stream().mapToDouble(d -> d).toArray()), ")");
    }

    private double closing(double value, String bracket) {
        if (!take(bracket)) throw new IllegalArgumentException("no " + bracket + " at " + at + ": " + text);
        return value;
    }

    private boolean take(String token) {
        if (!text.startsWith(token, at)) return false;
        at += token.length();
        return true;
    }

    private String prefix(String regex) {
        var matcher = java.util.regex.Pattern.compile(regex).matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) return "";
        at = matcher.end();
        return matcher.group();
    }
}
