package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.check.Check;
import gradbook.kernel.Kernel;
import gradbook.kernel.protocol.Connection;
import gradbook.kernel.protocol.FrontEnd;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Where a submission's cells run: a process of its own with a kernel in it, and with no answers on its class path. It
 * judges nothing; it hands every answer to the process that started it, line by line as JSON. So code that cheats here
 * can only hand in answers, which is what it is asked to do.
 */
final class Desk {
    private static final int GRACE_SECONDS = 30; // for an interrupt that takes long

    private final BufferedReader in;
    private final PrintStream out;

    private Desk(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        // Before the kernel takes System.in and System.out for the cells.
        new Desk(
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8))
                .work();
        Runtime.getRuntime().halt(0); // whatever the cells have left running
    }

    private void work() throws IOException, InterruptedException, ExecutionException {
        JsonObject job = JsonParser.parseString(in.readLine()).getAsJsonObject();
        Check.collect(this::handIn);
        int seconds = job.get("seconds").getAsInt();
        Connection connection = Connection.onFreePorts();
        Thread kernel = new Thread(() -> Kernel.serve(connection), "kernel");
        kernel.setDaemon(true);
        kernel.start();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (FrontEnd frontEnd = new FrontEnd(connection, Duration.ofSeconds(seconds + GRACE_SECONDS))) {
            for (JsonElement cell : job.getAsJsonArray("cells")) run(cell.getAsJsonObject(), frontEnd, timer, seconds);
        }
        say("end", new JsonArray());
    }

    private void run(JsonObject cell, FrontEnd frontEnd, ScheduledExecutorService timer, int seconds)
            throws InterruptedException, ExecutionException {
        String failure = run(cell.get("code").getAsString(), frontEnd, timer, seconds);
        if (failure != null && cell.has("otherwise"))
            failure = run(cell.get("otherwise").getAsString(), frontEnd, timer, seconds);
        if (failure == null) return;
        JsonObject failed = new JsonObject();
        failed.add("id", cell.get("id"));
        failed.addProperty("reason", failure);
        say("failed", failed);
    }

    /** Runs one cell; says why it failed, or null. */
    private static String run(String code, FrontEnd frontEnd, ScheduledExecutorService timer, int seconds)
            throws InterruptedException, ExecutionException {
        ScheduledFuture<?> interrupt = timer.schedule(frontEnd::interrupt, seconds, TimeUnit.SECONDS);
        JsonObject reply = frontEnd.ask("execute_request", Map.of("code", code, "stop_on_error", "false"));
        boolean late = !interrupt.cancel(false);
        if (late) interrupt.get(); // or it might hit the next cell
        if (reply.get("status").getAsString().equals("ok")) return null;
        if (late) return "it ran for more than " + seconds + " seconds and was stopped";
        return reply.get("ename").getAsString() + ": " + reply.get("evalue").getAsString();
    }

    /** Hands an answer in and gives the values that the judge asks for, until it has seen enough. */
    private synchronized void handIn(String exercise, Object answer) {
        JsonObject given = Answers.toJson(answer);
        given.addProperty("exercise", exercise);
        say("answer", given);
        Throwable thrown = null;
        try {
            for (String line; (line = in.readLine()) != null && !line.equals("seen"); ) {
                JsonArray asked = JsonParser.parseString(line).getAsJsonArray();
                double[] at = new double[asked.size() - 1];
                for (int i = 0; i < at.length; i++) at[i] = asked.get(i + 1).getAsDouble();
                try {
                    say(
                            "value",
                            Answers.numbers(Answers.value(answer, asked.get(0).getAsInt(), at)));
                } catch (Throwable e) { // the student's code, or the interrupt that stops it
                    thrown = e;
                    JsonArray what = new JsonArray();
                    what.add(e.toString());
                    say("threw", what);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (thrown instanceof Error error) throw error;
        if (thrown instanceof RuntimeException exception) throw exception;
    }

    private synchronized void say(String kind, JsonElement what) {
        JsonObject line = new JsonObject();
        line.add(kind, what);
        out.println(line);
    }
}
