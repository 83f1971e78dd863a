package gradbook.grade;

import gradbook.notebook.Notebook;
import gradbook.present.Course;
import gradbook.present.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code hand-out}: writes the version of a lesson that a class is given, without solutions and without outputs. */
public final class HandOut {
    private HandOut() {}

    /** @return what was done, as a sentence */
    public static String run(List<String> arguments) throws IOException {
        Path to = Path.of("");
        boolean scripts = false;
        List<Script> lessons = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--to")) to = Path.of(Options.value(arguments, ++i));
            else if (argument.equals("--scripts")) scripts = true;
            else if (argument.startsWith("-")) throw Options.unknown(argument);
            else lessons.add(Course.find(argument));
        }
        if (lessons.isEmpty()) lessons.addAll(Course.lessons());
        Files.createDirectories(to.toAbsolutePath());
        for (Script lesson : lessons) {
            Path file = to.resolve(lesson.slug() + (scripts ? ".jsh" : ".ipynb"));
            if (Files.exists(file))
                throw new IllegalArgumentException(file
                        + " is there already, and may hold somebody's work. Name another" + " folder with --to DIR.");
            Files.writeString(
                    file, scripts ? lesson.handOut() : Notebook.of(lesson).toJson());
        }
        return "Written to " + to.toAbsolutePath().normalize() + ": " + lessons.size()
                + (lessons.size() == 1 ? " lesson." : " lessons.");
    }
}
