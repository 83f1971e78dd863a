package gradbook.present;

import gradbook.session.Nearest;
import gradbook.session.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lessons that this build carries, in order. */
public final class Course {
    private Course() {}

    /** Every lesson of the course. */
    public static List<Script> lessons() {
        Path place = Origin.of(Course.class)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The lessons inside Gradbook cannot be found: it was not loaded from a file. Use gradbook.jar on the class path."));
        try {
            if (Files.isDirectory(place)) return read(place.resolve("gradbook/lessons"));
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return read(jar.getPath("gradbook/lessons"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lessons inside Gradbook cannot be read.", e);
        }
    }

    private static List<Script> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .map(Course::readOne)
                    .toList();
        }
    }

    private static Script readOne(Path file) {
        try {
            return Script.parse(String.valueOf(file.getFileName()).replace(".jsh", ""), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The lesson " + file + " is not a text in UTF-8. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The lesson " + file + " cannot be read.", e);
        }
    }

    /**
     * The lesson that a person means by {@code name}: its number ({@code 1} or {@code 01}), its slug with or without the
     * number, the name or path of its script or notebook, in capitals or not; or the path of a script of one's own.
     *
     * @throws IllegalArgumentException with the nearest name and the list of lessons where there is no such lesson
     */
    public static Script find(String name) {
        if (name.endsWith(".jsh") && Files.isRegularFile(Path.of(name))) return readOne(Path.of(name));
        String bare = name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^(.*[/\\\\])?(lessons|notebooks)[/\\\\]|^\\.[/\\\\]", "")
                .replaceFirst("\\.(jsh|ipynb)$", "");
        String meant = bare.length() == 1 ? "0" + bare : bare;
        List<Script> lessons = lessons();
        return lessons.stream()
                .filter(lesson -> lesson.number().equals(meant)
                        || lesson.slug().equals(meant)
                        || topic(lesson).equals(meant))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no lesson \"" + name + "\"." + near(meant, lessons)
                                + " There are:\n"
                                + lessons.stream().map(Script::title).collect(Collectors.joining("\n  ", "  ", ""))
                                + "\nName one by its number, such as 01."));
    }

    /** The slug without the number. */
    private static String topic(Script lesson) {
        return lesson.slug().replaceFirst("^\\d+-", "");
    }

    private static String near(String name, List<Script> lessons) {
        List<String> known = lessons.stream()
                .flatMap(lesson -> Stream.of(lesson.slug(), topic(lesson)))
                .toList();
        return Nearest.of(name, known)
                .or(() -> known.stream()
                        .filter(slug -> name.length() > 2 && slug.contains(name))
                        .findFirst())
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
    }
}
