package gradbook.grade;

import java.util.List;

/** Options of a command line, with a sentence for what is wrong. */
final class Options {
    private Options() {}

    static String value(List<String> arguments, int i) {
        if (i < arguments.size()) return arguments.get(i);
        throw new IllegalArgumentException(arguments.get(i - 1) + " needs a value; --help shows how.");
    }

    static int number(List<String> arguments, int i) {
        String value = value(arguments, i);
        if (value.matches("[1-9][0-9]{0,5}")) return Integer.parseInt(value);
        throw new IllegalArgumentException(
                arguments.get(i - 1) + " needs a whole number from 1 up; \"" + value + "\" is none.");
    }

    static IllegalArgumentException unknown(String argument) {
        return new IllegalArgumentException(argument + " is one too many, or no option; --help lists them.");
    }
}
