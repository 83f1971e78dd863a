package gradbook.session;

import gradbook.session.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;

/** Tells a student what the code threw and where: lines of cells, the library method that was called, the causes. */
final class RunTimeErrors {
    private static final int MOST_FRAMES = 20;

    private static final Map<String, String> HINTS = Map.of(
            "StackOverflowError", "a method calls itself without end; look for the case in which it must stop.",
            "OutOfMemoryError", "the cell needs more memory than the JVM may use.",
            "NullPointerException", "a variable is null: it was never given a value, or its cell was not run again.",
            "ClassCastException", "the object is of another class than the code takes it for.",
            "InputMismatchException", "what was typed is not a number of the kind that was asked for.");

    private final Map<String, Source> sources;

    RunTimeErrors(Map<String, Source> sources) {
        this.sources = sources;
    }

    static Failure interrupted(Throwable thrown) {
        String text = thrown instanceof CellThread.GivenUp
                ? "The cell was interrupted, but it is deep inside a library and does not stop. It was given up and may go on"
                        + " in the background, where it takes time and memory: restart the kernel if it does."
                : "The cell was interrupted. All variables are kept.";
        return new Failure(Kind.INTERRUPTED, "Interrupted", text, text, thrown);
    }

    static Failure expired(Duration limit, Throwable thrown) {
        String text = "The statement was stopped after " + limit.toMillis() / 1000.0
                + " s, the most that this kernel allows one. All variables are kept.";
        return new Failure(Kind.INTERRUPTED, "TimeoutException", text, text, thrown);
    }

    static Failure exit(Checkpoint.Stopped stopped) {
        String text = "The cell called " + stopped.exitCall
                + ", which would end the whole Java process with all your variables."
                + " The call was stopped there, and everything is kept.";
        return new Failure(Kind.EXIT, "Exit", text, text, stopped);
    }

    /** What host code threw that was called for a cell. */
    static Failure outside(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        return new Failure(Kind.THROWN, name, message, message.isEmpty() ? name : name + ": " + message, thrown);
    }

    Failure thrown(EvalException exception, Throwable thrown) {
        StringBuilder text = new StringBuilder();
        describe(exception, text, "");
        JShellException cause = exception.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            describe(cause, text, "Caused by ");
            cause = cause instanceof EvalException e ? e.getCause() : null;
        }
        String name = simpleName(exception.getExceptionClassName());
        String message = message(exception);
        String hint = HINTS.get(name);
        if (hint != null) text.append("Hint: ").append(hint);
        return new Failure(Kind.THROWN, name, message, text.toString().stripTrailing(), thrown);
    }

    private void describe(JShellException exception, StringBuilder text, String prefix) {
        String name = exception instanceof EvalException e
                ? simpleName(e.getExceptionClassName())
                : "UnresolvedReferenceException";
        text.append(prefix).append(name);
        String message = message(exception);
        if (!message.isEmpty()) text.append(": ").append(message);
        text.append('\n');
        List<String> frames = frames(exception.getStackTrace());
        int shown = Math.min(frames.size(), MOST_FRAMES);
        for (String frame : frames.subList(0, shown)) text.append(frame).append('\n');
        if (shown < frames.size())
            text.append("    ... and ").append(frames.size() - shown).append(" more calls\n");
    }

    /** The student's own lines, from the innermost call out, after the library method that the innermost one called. */
    private List<String> frames(StackTraceElement[] stack) {
        List<String> frames = new ArrayList<>();
        StackTraceElement library = null;
        for (StackTraceElement frame : stack) {
            Source source = source(frame);
            if (source != null) {
                if (frames.isEmpty() && library != null)
                    frames.add("    in " + simpleName(library.getClassName()) + "." + library.getMethodName());
                int line = source.lineOf(frame.getLineNumber());
                String method = method(frame);
                frames.add("    at " + (method.isEmpty() ? "" : method + ", ") + source.where(line) + ":  "
                        + source.text(line).strip());
            } else if (frame.getClassName().startsWith("REPL.")) { // pruned
                frames.add("    at " + method(frame).replaceFirst(".*\\.", "") + ", in a cell of long ago");
            } else if (frames.isEmpty() && !frame.getClassName().startsWith("jdk.internal.")) {
                library = frame;
            }
        }
        return frames;
    }

    private Source source(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? sources.get(file.substring(1)) : null;
    }

    private static String method(StackTraceElement frame) {
        String type = simpleName(frame.getClassName());
        String method = frame.getMethodName();
        if (method.startsWith("lambda$")) method = "lambda";
        if (method.equals("<init>")) return "new " + type;
        return type.isEmpty() || method.isEmpty() ? method : type + "." + method;
    }

    /** The message, without the classes that JShell wraps around variables: the JVM names those of null. */
    private static String message(JShellException exception) {
        return exception.getMessage() == null
                ? ""
                : exception.getMessage().replaceAll("(REPL\\.)?\\$JShell\\$\\w+\\.", "");
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
