package gradbook.kernel.magic;

import gradbook.kernel.magic.Magics.Refused;
import gradbook.session.Session;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code %who}, {@code %timeit}, {@code %env} and {@code %%writefile}: what a session is made of. */
public final class SessionMagics {
    private static final int MOST_TEXT = 60; // characters of a value

    private final Supplier<Session> session;

    private SessionMagics(Supplier<Session> session) {
        this.session = session;
    }

    public static void register(Magics magics, Supplier<Session> session) {
        SessionMagics mine = new SessionMagics(session);
        magics.completion("%%writefile", word -> Words.files(word, name -> true));
        magics.completion(
                "%env",
                word -> System.getenv().keySet().stream()
                        .filter(name -> name.startsWith(word))
                        .sorted()
                        .toList());
        magics.line("who", "[TYPE ...]    lists the variables, or those of some types", (a, b) -> mine.who(a));
        magics.line("env", "[NAME]        lists the environment variables, or says what one holds", (a, b) -> env(a));
        magics.line(
                "timeit",
                "CODE          runs Java many times and tells how long one run takes",
                (a, b) -> new TimeIt(session.get()).time(String.join(" ", a)));
        magics.cell(
                "timeit",
                "runs the cell many times and tells how long one run takes",
                (a, b) -> new TimeIt(session.get()).time(b));
        magics.cell(
                "writefile", "[-a] FILE  writes the rest of the cell to a file, or appends it", SessionMagics::write);
    }

    private Object who(List<String> types) {
        List<List<String>> rows = new ArrayList<>();
        for (Session.Variable variable : session.get().variables())
            if (types.isEmpty() || types.contains(variable.type().replaceAll("<.*>", "")))
                rows.add(List.of(variable.name(), variable.type(), text(variable.value())));
        if (rows.isEmpty())
            System.out.println(types.isEmpty() ? "There are no variables yet." : "There is no such variable.");
        int name = width(rows, 0);
        int type = width(rows, 1);
        for (List<String> row : rows)
            System.out.printf("%-" + name + "s  %-" + type + "s  %s\n", row.get(0), row.get(1), row.get(2));
        return null;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }

    private static String text(Object value) {
        if (value != null && value.getClass().isArray())
            return Array.getLength(value) + (Array.getLength(value) == 1 ? " element" : " elements");
        String text;
        try {
            text = String.valueOf(value).replaceAll("\\s+", " ");
        } catch (RuntimeException e) { // the student's toString
            text = "(toString throws " + e.getClass().getSimpleName() + ")";
        }
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT - 3) + "..." : text;
    }

    private static Object env(List<String> words) throws Refused {
        if (words.size() > 1 || words.size() == 1 && words.get(0).contains("="))
            throw new Refused(
                    "Java cannot change the environment that it was started with. Set it before Jupyter starts, or in"
                            + " the env of kernel.json; for code of your own, System.setProperty(name, value) may do.");
        Map<String, String> all = new TreeMap<>(System.getenv());
        if (words.isEmpty()) all.forEach((name, value) -> System.out.println(name + "=" + value));
        else if (all.containsKey(words.get(0))) return all.get(words.get(0));
        else throw new Refused("There is no environment variable " + words.get(0) + "; %env lists those there are.");
        return null;
    }

    private static Object write(List<String> words, String body) throws Refused, IOException {
        boolean append = words.contains("-a");
        List<String> names = words.stream().filter(word -> !word.equals("-a")).toList();
        if (names.size() != 1) throw new Refused("Which file? As in: %%writefile data.csv");
        Path file = Path.of(names.get(0));
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) throw new Refused("There is no folder " + folder + ".");
        boolean there = Files.exists(file);
        Files.writeString(
                file,
                body,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        System.out.println((append && there ? "Appended to " : there ? "Overwrote " : "Wrote ") + file);
        return null;
    }
}
