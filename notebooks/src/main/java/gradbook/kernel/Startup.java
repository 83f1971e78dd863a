package gradbook.kernel;

import gradbook.kernel.magic.ClassPathMagics;
import gradbook.session.Outcome;
import gradbook.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the environment asks for before the first cell, in the variables of IJava. */
final class Startup {
    private Startup() {}

    private static final String OPTIONS = "IJAVA_COMPILER_OPTS";
    private static final String TIMEOUT = "IJAVA_TIMEOUT";
    private static final Pattern DURATION = Pattern.compile("(-?[0-9]+)(?:\\s+([A-Za-z]+))?");
    private static final String CLASS_PATH = "IJAVA_CLASSPATH";
    private static final String SCRIPTS = "IJAVA_STARTUP_SCRIPTS_PATH";
    private static final String SCRIPT = "IJAVA_STARTUP_SCRIPT";

    private interface Action {
        void accept(Path file) throws IOException;
    }

    /** Opens an evaluator with the compiler's options and the time limit that the environment asks for. */
    static Session open(Map<String, String> environment, Consumer<String> tell) {
        String options = environment.getOrDefault(OPTIONS, "").strip();
        Session session = open(options.isEmpty() ? List.of() : List.of(options.split("\\s+")), tell);
        String limit = environment.getOrDefault(TIMEOUT, "").strip();
        Matcher m = DURATION.matcher(limit);
        try {
            if (m.matches()) {
                long amount = Long.parseLong(m.group(1));
                TimeUnit unit = m.group(2) == null
                        ? TimeUnit.MILLISECONDS
                        : TimeUnit.valueOf(m.group(2).toUpperCase(Locale.ROOT));
                if (amount > 0) session.limit(Duration.of(amount, unit.toChronoUnit()));
            } else if (!limit.isEmpty()) throw new IllegalArgumentException(limit);
        } catch (IllegalArgumentException e) {
            tell.accept(TIMEOUT + " is " + limit + ", which is not a time such as 30 SECONDS; there is no limit.");
        }
        return session;
    }

    private static Session open(List<String> options, Consumer<String> tell) {
        try {
            return Session.open(List.of(), options);
        } catch (IllegalArgumentException e) {
            // told below
        }
        tell.accept(
                OPTIONS + " is " + String.join(" ", options) + ", which javac refuses; cells are compiled without.");
        return Session.open();
    }

    /** Does what it can; what cannot be done is told in a sentence each. */
    static void run(Session session, Map<String, String> environment, Consumer<String> tell) {
        each(CLASS_PATH, environment, tell, session::addToClassPath);
        each(SCRIPTS, environment, tell, script -> run(session, Files.readString(script), script.toString(), tell));
        String script = environment.get(SCRIPT);
        if (script != null) run(session, script, SCRIPT, tell);
    }

    private static void run(Session session, String code, String name, Consumer<String> tell) {
        Outcome outcome = session.run(code, name);
        if (outcome.failure() != null)
            tell.accept("The start-up script " + name + " failed: "
                    + outcome.failure().text());
    }

    private static void each(String variable, Map<String, String> environment, Consumer<String> tell, Action action) {
        for (String entry : environment.getOrDefault(variable, "").split(File.pathSeparator)) {
            if (entry.isBlank()) continue;
            try {
                List<Path> files = ClassPathMagics.expand(entry);
                if (files.isEmpty()) tell.accept(variable + " names " + entry + ", which does not exist.");
                for (Path file : files) action.accept(file);
            } catch (IOException | RuntimeException e) {
                tell.accept(variable + " names " + entry + ", which cannot be used: " + e);
            }
        }
    }
}
