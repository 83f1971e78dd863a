package gradbook.repl;

import gradbook.present.Lecture;
import gradbook.present.Presenter;
import gradbook.present.Script;
import gradbook.session.Assist.Completeness;
import gradbook.session.Outcome;
import gradbook.session.Session;
import gradbook.terminal.Cells;
import gradbook.terminal.Editor;
import gradbook.terminal.Home;
import gradbook.terminal.LateSession;
import gradbook.terminal.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** Java, line by line, with the course at hand. */
public final class Repl {
    private static final String PROMPT = "gradbook> ";
    private static final List<String> COMMANDS = List.of("/help", "/exit");
    private static final Pattern PLAIN = Pattern.compile("(help|exit|quit)(\\(\\))?;?");
    private static final String HELP = """
            Type Java; a value at the end shows itself. Gradbook's classes are imported.

              Value x = Value.of("x", -2), y = Value.of("y", 5);
              Value f = x.mul(y).named("f");
              f.backward();
              f                       shows the graph; so does show(f)

              lessons()               lists the lessons
              lesson(1)               plays one; its variables are yours when you leave it
              check("01.a", 2, 2, -2) checks an answer to an exercise
              hint("01.a")            a hint for it; solution("01.a") solves it

              Tab                     completes; Tab again tells what is known about the name
              Alt-Enter               begins another line; Enter does so by itself where one is missing
              Ctrl-C                  stops what runs, or drops what you typed
              /exit, Ctrl-D           leaves; /exit 3 with that exit code (exit and quit will do, and help)
            """;

    private final LateSession session;
    private Script wish; // the lesson to play when the cell that asked for it is done

    Repl(LateSession session) {
        this.session = session;
        Commands.playWith(script -> wish = script);
    }

    /** Reads from the terminal or, without a person, from standard input; returns the exit code. */
    static int open() {
        try (LateSession session = new LateSession(Main.IMPORTS)) {
            Repl repl = new Repl(session);
            if (!Screen.isAttended()) return repl.read(System.in);
            try (Screen screen = Screen.open()) {
                return repl.talk(screen);
            }
        }
    }

    /** Talks to a person until one of them leaves; returns the exit code. */
    int talk(Screen screen) {
        Cells cells = new Cells(screen);
        Editor editor = new Editor(screen, session, COMMANDS, history());
        System.out.println("Gradbook on JDK " + Runtime.version().feature()
                + ". lesson(1) plays a lesson, /help tells what else there is, Ctrl-D leaves.");
        while (true) {
            String line;
            try {
                line = editor.read(PROMPT, null);
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return 0;
            }
            if (line.isBlank()) continue;
            String command = asCommand(line);
            if (command != null) {
                Integer code = command(command);
                if (code != null) return code;
                continue;
            }
            cells.run(session.get(), line);
            if (wish == null) continue;
            Script script = wish;
            wish = null;
            new Lecture(screen, session, script, false).hold(false);
        }
    }

    private static Path history() {
        try {
            return Home.file("history");
        } catch (IOException unwritable) {
            return null;
        }
    }

    /** A line that starts with a slash, or is what other shells have for it: {@code exit}, unless Java knows that name. */
    private String asCommand(String line) {
        if (Editor.isCommand(line)) return line;
        Matcher plain = PLAIN.matcher(line.strip());
        if (!plain.matches()) return null;
        String word = plain.group(1);
        boolean isJava = session.get().assist().complete(word, word.length()).texts().stream()
                .anyMatch(known -> known.matches(word + "\\W*"));
        return isJava ? null : word.equals("help") ? "/help" : "/exit";
    }

    /** Obeys a line that starts with a slash; returns the exit code where it ends the session. */
    private Integer command(String line) {
        String[] words = line.strip().split("\\s+", 2);
        switch (words[0]) {
            case "/help", "/?" -> System.out.print(HELP);
            case "/exit" -> {
                if (words.length == 1) return 0;
                Outcome code = session.get().run(words[1]);
                if (code.value() instanceof Integer status) return status;
                System.out.println("/exit takes a whole number, such as /exit 0; this is " + words[1] + ".");
            }
            default ->
                System.out.println("There is no " + words[0] + " here, only /help and /exit. Plain jshell has more:"
                        + " jshell --class-path lessons/target/gradbook.jar");
        }
        return null;
    }

    /** Runs what stands in {@code in} piece by piece; returns the exit code, 1 if a piece failed. */
    int read(InputStream in) {
        String name = System.getProperty("stdin.encoding"); // from JDK 25 on
        Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        StringBuilder piece = new StringBuilder();
        boolean isRight = true;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, charset))) {
            String line;
            do {
                line = lines.readLine();
                String command = piece.length() == 0 && line != null ? asCommand(line) : null;
                if (command != null) {
                    Integer code = command(command);
                    if (code != null) return code;
                    continue;
                }
                if (line != null) piece.append(line).append('\n');
                if (piece.toString().isBlank() || line != null && isOpen(piece.toString())) continue;
                isRight &= evaluate(piece.toString());
                piece.setLength(0);
            } while (line != null);
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read.", e);
        }
        return isRight ? 0 : 1;
    }

    private boolean isOpen(String piece) {
        Completeness answer = session.get().assist().completeness(piece);
        return !answer.complete() && answer.more();
    }

    private boolean evaluate(String piece) {
        Session here = session.get();
        Outcome outcome = Cells.evaluate(here, piece.stripTrailing());
        outcome.notices().forEach(System.out::println);
        if (outcome.failure() != null) System.err.println(outcome.failure().text());
        if (wish == null) return outcome.failure() == null;
        Script script = wish;
        wish = null;
        return new Presenter(script, here, System.out).play(false) == 0;
    }
}
