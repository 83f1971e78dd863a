package gradbook.present;

import gradbook.pages.Pages;
import gradbook.session.Session;
import gradbook.terminal.LateSession;
import gradbook.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plays a lesson in the terminal: {@code java -jar gradbook.jar 01}. */
public final class Main {
    private Main() {}

    private static final List<String> OPTIONS =
            List.of("--help", "--list", "--solutions", "--restart", "--straight", "--html");

    private static final String HELP = """
            Plays a lesson of Gradbook in the terminal.

              gradbook LESSON...           the lesson's number, its name, or the path of a script
              gradbook --list              the lessons there are
              gradbook --solutions LESSON  plays the solutions of the exercises, too
              gradbook --restart LESSON    from the start, and not from where it was left
              gradbook --straight LESSON   from top to bottom without a stop, as it does without a terminal
              gradbook --html FOLDER [LESSON...]
                                           runs the lessons, all if none is named, and writes them as pages;
                                           all of them take about a minute
              gradbook --help              this text

            The exit code is 0 when every number of the lesson is what it must be or you left before its end,
            1 otherwise, 2 when it cannot be played at all.
            """;

    public static void main(String[] args) {
        Charset charset = System.console() == null
                ? StandardCharsets.UTF_8
                : System.console().charset();
        System.setOut(new PrintStream(System.out, true, charset));
        List<String> given = new ArrayList<>(Arrays.asList(args));
        given.removeIf(String::isBlank);
        if (!given.contains("--html") && given.stream().allMatch(arg -> arg.startsWith("-"))) given.add("01");
        int code = run(given, Screen.isAttended());
        System.out.flush();
        if (code != 0) System.exit(code); // inside Maven a plain return lets the build go on
    }

    /**
     * Does what the arguments ask for and returns the exit code.
     *
     * @param isAttended whether a person sits at the terminal
     */
    public static int run(List<String> args, boolean isAttended) {
        List<String> unknown = args.stream()
                .filter(arg -> arg.startsWith("-") && !OPTIONS.contains(arg))
                .toList();
        if (!unknown.isEmpty()) {
            System.err.println("There is no option " + unknown.get(0) + ".\n\n" + HELP);
            return 2;
        }
        if (args.contains("--help")) {
            System.out.print(HELP);
            return 0;
        }
        if (args.contains("--list")) {
            Course.lessons().forEach(lesson -> System.out.println(lesson.title()));
            return 0;
        }
        List<String> names = args.stream().filter(arg -> !arg.startsWith("-")).toList();
        boolean withSolutions = args.contains("--solutions");
        try {
            Session.requireJdk();
            if (args.contains("--html")) return pages(names, withSolutions);
            List<Script> scripts = names.stream().map(Course::find).toList();
            return isAttended && !args.contains("--straight")
                    ? hold(scripts, withSolutions, args.contains("--restart"))
                    : play(scripts, withSolutions);
        } catch (IllegalArgumentException | IllegalStateException noSuchLessonOrNoJdk) {
            System.err.println(noSuchLessonOrNoJdk.getMessage());
            return 2;
        }
    }

    private static int play(List<Script> scripts, boolean withSolutions) {
        int wrong = 0;
        for (Script script : scripts) {
            try (Session session = Session.open()) {
                wrong += new Presenter(script, session, System.out).play(withSolutions);
            }
        }
        return wrong == 0 ? 0 : 1;
    }

    private static int hold(List<Script> scripts, boolean withSolutions, boolean restart) {
        boolean isRight = true;
        try (Screen screen = Screen.open()) {
            for (Script script : scripts) {
                try (LateSession session = new LateSession("")) {
                    Lecture.End end = new Lecture(screen, session, script, withSolutions).hold(restart);
                    if (end == Lecture.End.LEFT) return 0;
                    isRight &= end == Lecture.End.RIGHT;
                }
            }
        }
        return isRight ? 0 : 1;
    }

    private static int pages(List<String> names, boolean withSolutions) {
        if (names.isEmpty()) {
            System.err.println("Name the folder for the pages: --html FOLDER.");
            return 2;
        }
        List<Script> scripts = names.size() == 1
                ? Course.lessons()
                : names.stream().skip(1).map(Course::find).toList();
        try {
            return Pages.write(Path.of(names.get(0)), scripts, withSolutions) == 0 ? 0 : 1;
        } catch (IOException e) {
            System.err.println("The pages cannot be written: " + e);
            return 2;
        }
    }
}
