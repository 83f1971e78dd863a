package gradbook.kernel.magic;

import gradbook.kernel.magic.Magics.Refused;
import gradbook.session.Nearest;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** {@code %jars} and {@code %classpath}: jars and folders that the next snippets can use. */
public final class ClassPathMagics {
    /** The jars of Gradbook itself, and a class by which each is known. */
    private static final Set<String> OURS = Set.of("gradbook/show/Show.class", "gradbook/scalar/Value.class");

    private static final Set<String> OUR_NAMES = Set.of("gradbook.jar", "gradbook-engine.jar", "gradbook-kernel.jar");

    private final Consumer<Path> library;

    private ClassPathMagics(Consumer<Path> library) {
        this.library = library;
    }

    public static void register(Magics magics, Consumer<Path> library) {
        ClassPathMagics mine = new ClassPathMagics(library);
        magics.line(
                "jars",
                "FILE.jar ...  adds jars, or all files of a folder; * and ** stand for any name and any folders",
                (a, b) -> mine.add(a, true));
        magics.line("classpath", "PATH ...      adds jars or folders of classes", (a, b) -> mine.add(a, false));
        magics.completion("%jars", word -> Words.files(word, name -> name.endsWith(".jar")));
        magics.completion("%classpath", word -> Words.files(word, name -> name.endsWith(".jar")));
    }

    private Object add(List<String> arguments, boolean jars) throws Refused, IOException {
        if (arguments.isEmpty()) throw new Refused("Which jar? As in: %jars ../lessons/target/gradbook.jar");
        List<String> added = new ArrayList<>();
        for (String argument : arguments)
            for (String entry : argument.split(File.pathSeparator.equals(";") ? ";" : ":(?!\\\\)"))
                addOne(entry, jars, added);
        return new Magics.Quiet(added);
    }

    private void addOne(String entry, boolean jars, List<String> added) throws Refused, IOException {
        List<Path> found;
        try {
            found = expand(entry);
        } catch (InvalidPathException e) {
            throw new Refused(entry + " is not a path: " + e.getReason() + ".");
        }
        if (found.isEmpty()) {
            missing(entry);
            return;
        }
        if (jars) found = files(found);
        for (Path path : found) {
            if (!isOurs(path)) library.accept(path);
            added.add(path.toString());
        }
    }

    /** With the files of a folder in its place. */
    private static List<Path> files(List<Path> found) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : found) {
            if (!Files.isDirectory(path)) files.add(path);
            else
                try (Stream<Path> inside = Files.list(path)) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
        }
        return files;
    }

    /** Says that a file is missing. Gradbook's own jars are only a note, since the kernel has the course inside. */
    private static void missing(String entry) throws Refused, IOException {
        Path here = Path.of("").toAbsolutePath();
        boolean glob = isGlob(entry);
        String name = entry.substring(Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\')) + 1);
        if (OUR_NAMES.contains(name)) {
            System.err.println(
                    "Note: " + entry + " is not there (looked for from the folder " + here
                            + "). The kernel has the course inside, so everything works; `mvn package -DskipTests` builds the jar.");
            return;
        }
        String near = glob
                ? ""
                : nearest(here.resolve(entry))
                        .map(n -> " Did you mean " + n + "?")
                        .orElse("");
        throw new Refused((glob ? "Nothing matches " : "There is no file ") + entry + ", looked for from the folder "
                + here + "." + near + " If a build makes it, build first, as in `mvn package`.");
    }

    private static java.util.Optional<String> nearest(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) return java.util.Optional.empty();
        try (Stream<Path> files = Files.list(folder)) {
            return Nearest.of(
                    String.valueOf(path.getFileName()),
                    files.map(p -> p.getFileName().toString()).toList());
        }
    }

    /** The files that an entry names: those that match if it is a pattern, or else the one; empty if there is none. */
    public static List<Path> expand(String entry) throws IOException {
        if (isGlob(entry)) return glob(entry);
        Path path = Path.of(entry);
        return Files.exists(path) ? List.of(path) : List.of();
    }

    private static boolean isGlob(String entry) {
        return entry.contains("*") || entry.contains("?");
    }

    /** The files that match a pattern with {@code *}, {@code **} and {@code ?}, in order. */
    private static List<Path> glob(String pattern) throws IOException {
        int star = pattern.length();
        for (char c : new char[] {'*', '?'}) if (pattern.indexOf(c) >= 0) star = Math.min(star, pattern.indexOf(c));
        int slash = Math.max(pattern.lastIndexOf('/', star), pattern.lastIndexOf(File.separatorChar, star));
        Path root = Path.of(slash < 0 ? "" : pattern.substring(0, slash + 1));
        if (!Files.isDirectory(root.toAbsolutePath())) return List.of();
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.substring(slash + 1).replace(File.separatorChar, '/'));
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : pattern.substring(slash + 1).split("[/\\\\]").length;
        Path base = root.toAbsolutePath();
        try (Stream<Path> files = Files.walk(base, depth)) {
            return files.filter(p -> !p.equals(base) && matcher.matches(base.relativize(p)))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Whether the kernel has this jar's classes already: adding it would only make the compiler read it once more. A jar
     * of somebody's that has ours inside has other classes, too, and another name.
     */
    private static boolean isOurs(Path path) {
        if (!OUR_NAMES.contains(String.valueOf(path.getFileName())) || !Files.isRegularFile(path)) return false;
        try (JarFile jar = new JarFile(path.toFile())) {
            return OURS.stream().anyMatch(name -> jar.getEntry(name) != null);
        } catch (IOException e) {
            return false; // the compiler will tell
        }
    }
}
