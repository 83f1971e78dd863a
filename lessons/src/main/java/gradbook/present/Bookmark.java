package gradbook.present;

import gradbook.terminal.Home;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Where a person is in a lesson, and what was written in its answers: kept between two lectures. */
final class Bookmark {
    private static final String STEP = "step";
    private static final String ANSWER = "answer.";

    private final Path file; // null: nowhere
    private final Map<String, String> answers = new LinkedHashMap<>();
    private String step;

    private Bookmark(Path file) {
        this.file = file;
    }

    /** The bookmark in a lesson; where no file can be read or written it lasts as long as this object. */
    static Bookmark in(Script script) {
        try {
            Bookmark bookmark = new Bookmark(Home.file(script.slug().replaceAll("[^\\w-]", "-") + ".properties"));
            bookmark.load();
            return bookmark;
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Bookmark(null);
        }
    }

    private void load() throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        step = kept.getProperty(STEP);
        kept.stringPropertyNames().stream()
                .filter(name -> name.startsWith(ANSWER))
                .sorted()
                .forEach(name -> answers.put(name.substring(ANSWER.length()), kept.getProperty(name)));
    }

    /** The id of the step, or null. */
    String step() {
        return step;
    }

    /** What was written in an answer's cell; {@code otherwise} if nothing was. */
    String answer(String cell, String otherwise) {
        return answers.getOrDefault(cell, otherwise);
    }

    void keepAnswer(String cell, String code) {
        answers.put(cell, code);
        save();
    }

    void keepStep(String id) {
        step = id;
        save();
    }

    void clear() {
        answers.clear();
        keepStep(null);
    }

    private void save() {
        if (file == null) return;
        Properties kept = new Properties();
        if (step != null) kept.setProperty(STEP, step);
        answers.forEach((cell, code) -> kept.setProperty(ANSWER + cell, code));
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(writer, null);
        } catch (IOException e) {
            // a place that cannot be kept is no reason to stop a class
        }
    }
}
