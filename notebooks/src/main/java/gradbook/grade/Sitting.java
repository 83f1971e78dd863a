package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.check.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One submission, run in a {@link Desk} and judged here. What the process says is not trusted: a line that is no answer
 * counts for nothing, and a process that talks too much or does not end is killed.
 */
final class Sitting {
    private static final int LONGEST_LINE = 4_000_000;
    private static final int MOST_LINES = 20_000;
    private static final int GRACE_SECONDS = 10; // for the last words of a process that has ended
    private static final int PAUSE_MILLIS = 50;

    /**
     * What a submission gets.
     *
     * @param marks the last mark of each exercise whose answer was not open, or else open
     * @param failed why cells failed, by id
     * @param end how the process ended, as a sentence, if not as it should; else null
     */
    record Result(Map<String, Mark> marks, Map<String, String> failed, String end) {}

    /** @param seconds for one cell; the whole submission has ten times as long */
    record Limits(int seconds, int heapMegabytes) {}

    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private Process process;
    private BufferedReader in;
    private PrintStream out;
    private int lines;

    private Sitting() {}

    /** Runs cells, each with a field {@code code} and perhaps {@code otherwise}, and judges the answers. */
    static Result of(JsonArray cells, String classPath, Path folder, Limits limits) throws IOException {
        return new Sitting().run(cells, classPath, folder, limits);
    }

    private Result run(JsonArray cells, String classPath, Path folder, Limits limits) throws IOException {
        process = start(classPath, folder, limits);
        CompletableFuture<Void> clock = CompletableFuture.runAsync(
                this::kill, CompletableFuture.delayedExecutor(10L * limits.seconds, TimeUnit.SECONDS));
        String end;
        try {
            in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            JsonObject job = new JsonObject();
            job.addProperty("seconds", limits.seconds);
            job.add("cells", cells);
            out.println(job);
            end = listening();
            if (end != null && clock.isDone())
                end = "The submission ran for more than " + 10 * limits.seconds + " seconds and was stopped.";
        } catch (TimeoutException e) {
            return new Result(
                    Map.of(),
                    Map.of(),
                    "The submission left a program running that cannot be stopped from here, so nothing of it counts.");
        } finally {
            clock.cancel(false);
            kill();
        }
        return new Result(marks, failed, end);
    }

    /**
     * Listens to the process, and not much longer than it lives: what a submission has started may keep the line open, and
     * nobody knows any more whose it is.
     */
    private String listening() throws IOException, TimeoutException {
        FutureTask<String> listening = new FutureTask<>(this::listen);
        Thread thread = new Thread(listening, "sitting");
        thread.setDaemon(true);
        thread.start();
        try {
            while (process.isAlive() && !listening.isDone()) thread.join(PAUSE_MILLIS);
            return listening.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Process start(String classPath, Path folder, Limits limits) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMegabytes + "m",
                "-XX:TieredStopAtLevel=1", // cells are short: what C2 costs they never earn back
                "-XX:MaxMetaspaceSize=256m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-Djava.io.tmpdir=" + folder));
        command.addAll(List.of("-cp", classPath, Desk.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> !name.matches("(?i)PATH|LANG|LC_.*|SystemRoot|windir"));
        return builder.start();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads what the process says until its end; a sentence where that is not the right one. */
    private String listen() throws IOException {
        for (String line; (line = next()) != null; ) {
            try {
                JsonObject said = JsonParser.parseString(line).getAsJsonObject();
                if (said.has("end")) return null;
                if (said.has("failed")) note(said.getAsJsonObject("failed"));
                if (said.has("answer")) judge(said.getAsJsonObject("answer"));
            } catch (RuntimeException e) { // something else that the student's code has written there
                continue;
            }
        }
        return lines > MOST_LINES
                ? "The submission handed in too much and was stopped."
                : "The submission ended the Java that ran it before its last cell.";
    }

    private String next() throws IOException {
        if (++lines > MOST_LINES) return null;
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) >= 0 && line.length() < LONGEST_LINE; line.append((char) c))
            if (c == '\n') return line.toString();
        if (line.length() >= LONGEST_LINE) lines = MOST_LINES + 1;
        return null;
    }

    private void note(JsonObject failure) {
        String reason = failure.get("reason").getAsString();
        failed.putIfAbsent(failure.get("id").getAsString(), reason.length() > 300 ? reason.substring(0, 300) : reason);
    }

    private void judge(JsonObject answer) {
        String exercise = answer.get("exercise").getAsString();
        Mark mark;
        try {
            mark = Mark.of(exercise, Answers.fromJson(answer, this::ask));
        } catch (RuntimeException | StackOverflowError e) {
            mark = new Mark(false, false, "The answer cannot be judged: " + e.getMessage());
        } finally {
            out.println("seen");
        }
        if (!mark.isOpen() || !marks.containsKey(exercise)) marks.put(exercise, mark);
    }

    /** A value of the student's function or gate. */
    private double ask(int part, double... at) {
        JsonArray question = new JsonArray();
        question.add(part);
        for (double x : at) question.add(x);
        out.println(question);
        try {
            String line = next();
            if (line == null) throw new IllegalStateException("its function gave no value.");
            JsonObject said = JsonParser.parseString(line).getAsJsonObject();
            if (said.has("threw"))
                throw new IllegalStateException("its function threw "
                        + said.getAsJsonArray("threw").get(0).getAsString() + ".");
            return said.getAsJsonArray("value").get(0).getAsDouble();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
