package gradbook.kernel.magic;

import gradbook.session.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a notebook has beside Java: {@code %name arguments}, or {@code %%name} for a whole cell. */
public final class Magics {
    private static final Pattern ARGUMENT =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\\"(?=.*\")|\\\\)*)\"|'([^']*)'|(\\S+)");

    /** One magic. Both kinds get the arguments; a cell magic also the rest of its cell, a line magic null. */
    @FunctionalInterface
    public interface Magic {
        /**
         * @return a value to show, or null
         * @throws Refused with a sentence for the student
         */
        Object run(List<String> arguments, String body) throws Exception;
    }

    /** The value of a magic that is of use in an assignment only: {@code List<String> jars = %jars libs/*.jar}. */
    public record Quiet(Object value) {}

    /** A magic that cannot do what it was asked to; the message is a sentence for the student. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        public Refused(String sentence) {
            super(sentence);
        }

        static Refused noFile(Object file) {
            return new Refused("There is no file " + file + ", looked for from the folder "
                    + Path.of("").toAbsolutePath() + ".");
        }
    }

    private record Known(Magic magic, String help) {}

    private static final Set<String> JAVA = Set.of("%time", "%timeit");

    private final Map<String, Function<String, List<String>>> completions = new HashMap<>();
    private final Map<String, Known> lines = new TreeMap<>();
    private final Map<String, Known> cells = new TreeMap<>();

    public Magics() {
        line("help", "this list", (arguments, body) -> {
            System.out.print(help());
            return null;
        });
    }

    /** Adds a magic for one line: {@code %name}. */
    public synchronized void line(String name, String help, Magic magic) {
        lines.put(name, new Known(magic, help));
    }

    /** Adds a magic for a whole cell: {@code %%name}. */
    public synchronized void cell(String name, String help, Magic magic) {
        cells.put(name, new Known(magic, help));
    }

    /** Runs a line magic, given without its percent sign. What is Java goes on as it stands, with its quotes. */
    public Object runLine(String line) throws Exception {
        String name = nameOf(line);
        if (name.startsWith("%"))
            throw new Refused("%" + name + " is for a whole cell: it must be the first line of its cell.");
        String rest = line.strip().substring(name.length()).strip();
        return run(name, takesJava("%" + name) ? List.of(rest) : split(rest), null);
    }

    /** Runs a cell magic, given without its percent signs: its line, then the rest of the cell. */
    public Object runCell(String cell) throws Exception {
        int end = cell.indexOf('\n');
        String head = end < 0 ? cell : cell.substring(0, end);
        String name = nameOf(head);
        String rest = head.strip().substring(name.length()).strip();
        String body = end < 0 ? "" : cell.substring(end + 1);
        if (body.isBlank() && !rest.isEmpty() && takesJava("%" + name)) return runLine(head); // %%timeit in one line
        return run(name, split(rest), body);
    }

    private static String nameOf(String line) {
        return line.strip().split("\\s+", 2)[0];
    }

    /** Runs a magic by its name; for a line magic the body is null. */
    public Object run(String name, List<String> arguments, String body) throws Exception {
        Known known;
        synchronized (this) {
            known = (body == null ? lines : cells).get(name);
        }
        if (known == null) throw new Refused(unknown(name, body != null));
        return known.magic.run(arguments, body);
    }

    /** From now on the words of this magic, such as {@code %jars}, are completed so. */
    public synchronized void completion(String magic, Function<String, List<String>> ofWord) {
        completions.put(magic, ofWord);
    }

    /** What a word of a magic may become; empty if nobody knows. */
    public List<String> complete(String magic, String word) {
        Function<String, List<String>> words;
        synchronized (this) {
            words = completions.get(magic);
        }
        return words == null ? List.of() : words.apply(word);
    }

    /** Whether the rest of a magic's line is Java. */
    public static boolean takesJava(String magic) {
        return JAVA.contains(magic);
    }

    /** The names of all magics as they are typed, such as {@code %jars} and {@code %%time}. */
    public synchronized List<String> names() {
        List<String> names = new ArrayList<>();
        lines.keySet().forEach(name -> names.add("%" + name));
        cells.keySet().forEach(name -> names.add("%%" + name));
        return names;
    }

    private synchronized String unknown(String name, boolean cell) {
        String sign = cell ? "%%" : "%";
        Map<String, Known> wanted = cell ? cells : lines;
        if ((cell ? lines : cells).containsKey(name))
            return sign + name + " does not exist, but "
                    + (cell ? "%" + name + " (for one line)" : "%%" + name + " (for a whole cell)") + " does.";
        Optional<String> near = Nearest.of(name, wanted.keySet());
        return sign + name + " is not known. "
                + near.map(n -> "Did you mean " + sign + n + "? ").orElse("")
                + "These are: " + String.join(", ", names()) + ".";
    }

    private synchronized String help() {
        StringBuilder help = new StringBuilder();
        lines.forEach((name, known) -> help.append(String.format("%%%-20s %s\n", name, known.help)));
        cells.forEach((name, known) -> help.append(String.format("%%%%%-19s %s\n", name, known.help)));
        return help.toString();
    }

    /** Words, or texts in quotes. A backslash is one, as in the paths of Windows, except before a quote in a text. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher m = ARGUMENT.matcher(line); m.find(); )
            words.add(
                    m.group(1) != null
                            ? m.group(1).replace("\\\"", "\"")
                            : m.group(2) != null ? m.group(2) : m.group(3));
        return words;
    }
}
