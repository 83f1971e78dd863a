package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.comm.Comms;
import gradbook.kernel.display.Renderer;
import gradbook.kernel.magic.Magics;
import gradbook.kernel.protocol.Log;
import gradbook.kernel.protocol.Message;
import gradbook.kernel.protocol.Prompter;
import gradbook.kernel.protocol.Publisher;
import gradbook.session.Failure;
import gradbook.session.Outcome;
import gradbook.session.Session;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Executes cells one after another and publishes what becomes of them. */
public final class Cells {
    private static final int REMEMBERED = 1000;
    private static final String ALLOW_STDIN = "allow_stdin";

    private final CompletableFuture<Session> opening;
    private final Publisher publisher;
    private final Prompter prompter;
    private final Renderer renderer;
    private final Magics magics;
    private final Queue<String> notes;
    private final Comms comms = new Comms(this::publish);
    private final History history = new History(
            HistoryFile.of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home"))));
    private final Map<String, Message> requests = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Set<String> shown = ConcurrentHashMap.newKeySet(); // a cell may show from several threads
    private volatile Message current;
    private int count;
    private int run;

    /** @param notes what the first cell has to tell about the start */
    public Cells(
            CompletableFuture<Session> opening,
            Publisher publisher,
            Prompter prompter,
            Renderer renderer,
            Magics magics,
            Queue<String> notes) {
        this.opening = opening;
        this.publisher = publisher;
        this.prompter = prompter;
        this.renderer = renderer;
        this.magics = magics;
        this.notes = notes;
        System.setOut(Output.open("stdout", publisher, this));
        System.setErr(Output.open("stderr", publisher, this));
        System.setIn(new Input(this));
    }

    public Session session() {
        return opening.join();
    }

    /** Runs what could stand in a cell, magics included, inside the cell that runs. */
    public Outcome interpret(String code, String name) {
        return new Interpreter(session(), magics, name).run(code);
    }

    /** The lines to code in the front end. */
    public Comms comms() {
        return comms;
    }

    private void publish(String type, JsonObject content) {
        publisher.publish(type, content, parent());
    }

    /** Gives a message of a comm to whom it is for: as a cell, so that it can print, show, fail and be interrupted. */
    void receive(Message message) {
        String name = begin(message, "comm " + ++run);
        Outcome outcome = session().call(name, () -> {
            comms.receive(message.type(), message.content());
            return null;
        });
        if (outcome.failure() != null) System.err.println(outcome.failure().text());
        flush();
    }

    private String begin(Message request, String name) {
        Message remembered = request.reducedTo(ALLOW_STDIN);
        synchronized (requests) {
            requests.put(name, remembered);
        }
        current = remembered;
        return name;
    }

    History history() {
        return history;
    }

    /** The request whose cell the calling thread works for. */
    Message parent() {
        String cell = Session.currentCell();
        synchronized (requests) {
            Message own = cell == null ? null : requests.get(cell);
            return own == null ? current : own;
        }
    }

    /** Executes the cell of a request and tells how it ended: the content of the reply. */
    JsonObject execute(Message request) {
        try {
            return run(request);
        } catch (Throwable e) { // not the student's: the kernel itself failed, and has to say so under the cell
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            Log.error("A cell failed outside the evaluator", cause);
            String name = cause.getClass().getSimpleName();
            String message = String.valueOf(cause.getMessage());
            String text =
                    name + ": " + message + "\nThe kernel failed, not your code. If it happens again, restart it.";
            return ended(request, new Failure(Failure.Kind.THROWN, name, message, text, cause));
        }
    }

    private JsonObject run(Message request) {
        String code = request.text("code", "");
        boolean silent = request.flag("silent", false);
        boolean stored = !silent && request.flag("store_history", true) && !code.isBlank();
        if (stored) count++;
        String cell = begin(request, stored ? "cell " + count : "run " + ++run);
        shown.clear();
        return session().during(cell, () -> run(request, code, cell, silent, stored));
    }

    private JsonObject run(Message request, String code, String cell, boolean silent, boolean stored) {
        if (!silent) publisher.publish("execute_input", executeInput(code), request);
        Session session = session();
        for (String note; (note = notes.poll()) != null; ) System.err.println(note);
        Outcome outcome = code.isBlank() ? Outcome.EMPTY : new Interpreter(session, magics, cell).run(code);
        String text = null;
        Failure failure = outcome.failure();
        if (failure == null && outcome.hasValue() && !renderer.isHidden(outcome.value())) {
            Outcome rendered = session().call(cell, () -> renderer.bundle(outcome.value()));
            failure = rendered.failure();
            if (failure == null && rendered.value() instanceof Map<?, ?> bundle && !bundle.isEmpty()) {
                text = String.valueOf(bundle.get("text/plain"));
                if (!silent) publisher.publish("execute_result", Data.result(bundle, count), request);
            }
        }
        flush();
        JsonObject reply = ended(request, failure);
        if (failure == null) reply.add("user_expressions", evaluate(request));
        if (stored) history.add(count, code, text);
        return reply;
    }

    /** Publishes the failure of a cell, if there is one, and makes the reply. */
    private JsonObject ended(Message request, Failure failure) {
        JsonObject reply = reply(failure == null ? "ok" : "error");
        if (failure != null) {
            JsonObject error = Data.error(failure);
            if (!request.flag("silent", false)) publisher.publish("error", error, request);
            error.entrySet().forEach(e -> reply.add(e.getKey(), e.getValue()));
        }
        return reply;
    }

    /** The reply for a cell that is not run because one before it failed. */
    JsonObject aborted() {
        return reply("aborted");
    }

    private JsonObject reply(String status) {
        JsonObject reply = new JsonObject();
        reply.addProperty("status", status);
        reply.addProperty("execution_count", count);
        reply.add("payload", new JsonArray());
        reply.add("user_expressions", new JsonObject());
        return reply;
    }

    private JsonObject executeInput(String code) {
        JsonObject input = new JsonObject();
        input.addProperty("code", code);
        input.addProperty("execution_count", count);
        return input;
    }

    /** The values of expressions that the front end wants to know after the cell. */
    private JsonObject evaluate(Message request) {
        JsonObject values = new JsonObject();
        if (!(request.content().get("user_expressions") instanceof JsonObject expressions)) return values;
        expressions.entrySet().forEach(expression -> {
            Outcome outcome = session().run(expression.getValue().getAsString(), expression.getKey());
            Outcome rendered = outcome.failure() != null
                    ? outcome
                    : session().call(expression.getKey(), () -> renderer.bundle(outcome.value()));
            JsonObject value;
            if (rendered.failure() == null) {
                value = Data.data((Map<?, ?>) rendered.value());
                value.addProperty("status", "ok");
            } else {
                value = Data.error(rendered.failure());
                value.addProperty("status", "error");
            }
            values.add(expression.getKey(), value);
        });
        return values;
    }

    /** Puts a bundle under the running cell; under an id that this cell has shown, it replaces what is there. */
    public void show(String id, Map<String, String> bundle) {
        boolean update = id != null && !shown.add(id);
        display(update ? "update_display_data" : "display_data", id, bundle);
    }

    /** Replaces what was shown under an id, whichever cell showed it. */
    public void update(String id, Map<String, String> bundle) {
        display("update_display_data", id, bundle);
    }

    private void display(String type, String id, Map<String, String> bundle) {
        int length = bundle.values().stream().mapToInt(String::length).sum();
        publisher.display(type, Data.display(bundle, id), parent(), length);
    }

    /** Empties the output of the running cell, at once or when the next output comes. */
    public void clear(boolean wait) {
        JsonObject content = new JsonObject();
        content.addProperty("wait", wait);
        publisher.display("clear_output", content, parent(), 0);
    }

    /**
     * Asks the person at the front end for a line.
     *
     * @throws IllegalStateException if the front end cannot ask
     */
    public String ask(String prompt, boolean password) throws InterruptedException {
        Message request = parent();
        if (request == null || !request.flag(ALLOW_STDIN, true))
            throw new IllegalStateException("This front end cannot ask for input: the cell runs where nobody types.");
        flush();
        return prompter.ask(prompt, password, request);
    }

    /** Stops the running cell. */
    public void interrupt() {
        if (opening.isDone()) session().interrupt();
        else Log.note("An interrupt came before the first cell could run.");
    }

    private static void flush() {
        for (PrintStream stream : new PrintStream[] {System.out, System.err}) stream.flush();
    }
}
