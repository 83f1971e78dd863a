package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.magic.Magics;
import gradbook.kernel.protocol.Channel;
import gradbook.kernel.protocol.Log;
import gradbook.kernel.protocol.Message;
import gradbook.kernel.protocol.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Answers every request of a front end: on the shell channel one after another, on the control channel at any time. */
public final class Requests {
    private static final Set<String> COMMS = Set.of("comm_open", "comm_msg", "comm_close");

    private final Publisher publisher;
    private final Cells cells;
    private final Runnable end;
    private final Map<String, Function<Message, JsonObject>> onShell;
    private final Map<String, Function<Message, JsonObject>> onControl;

    /** @param end called when a front end asks the kernel to shut down, after the answer */
    public Requests(Publisher publisher, Cells cells, Magics magics, Runnable end) {
        this.publisher = publisher;
        this.cells = cells;
        this.end = end;
        Typing typing = new Typing(cells::session, magics);
        onShell = Map.of(
                "complete_request", typing::complete,
                "inspect_request", typing::inspect,
                "is_complete_request", typing::isComplete,
                "history_request", cells.history()::reply,
                "comm_info_request", request -> cells.comms().info(request.text("target_name", null)),
                "kernel_info_request", request -> KernelInfo.reply(),
                "shutdown_request", Requests::shutdown);
        onControl = Map.of(
                "kernel_info_request",
                request -> KernelInfo.reply(),
                "interrupt_request",
                this::interrupt,
                "shutdown_request",
                Requests::shutdown);
    }

    /** Serves a channel until the kernel ends. */
    public void serveShell(Channel shell) {
        for (Optional<Message> request; (request = shell.receive()).isPresent(); ) {
            List<Message> queued = new ArrayList<>();
            answer(shell, request.get(), onShell(m -> execute(m, shell, queued)));
            for (Message next : queued) answer(shell, next, onShell(m -> cells.aborted()));
        }
    }

    /** Executes a cell. If it fails, what is queued behind it by then was sent before anybody could know of it. */
    private JsonObject execute(Message request, Channel shell, List<Message> queued) {
        JsonObject reply = cells.execute(request);
        boolean failed = reply.get("status").getAsString().equals("error");
        if (failed && request.flag("stop_on_error", true))
            for (Optional<Message> next; (next = shell.receive(Duration.ZERO)).isPresent(); ) queued.add(next.get());
        return reply;
    }

    private Map<String, Function<Message, JsonObject>> onShell(Function<Message, JsonObject> execute) {
        Map<String, Function<Message, JsonObject>> handlers = new HashMap<>(onShell);
        handlers.put("execute_request", execute);
        return handlers;
    }

    public void serveControl(Channel control) {
        for (Optional<Message> request; (request = control.receive()).isPresent(); )
            answer(control, request.get(), onControl);
    }

    private void answer(Channel channel, Message request, Map<String, Function<Message, JsonObject>> handlers) {
        state("busy", request);
        try {
            String type = request.type();
            if (type.endsWith("_request")) {
                Function<Message, JsonObject> handler = handlers.get(type);
                JsonObject reply = handler == null ? refused(type) : handler.apply(request);
                if (!reply.has("status")) reply.addProperty("status", "ok");
                channel.send(type.replace("_request", "_reply"), reply, request);
            } else if (COMMS.contains(type) && handlers != onControl) cells.receive(request);
        } catch (Throwable e) { // whatever goes wrong, there is an answer, and the kernel lives on
            Log.error("The request " + request.type() + " failed", e);
            JsonObject reply = error(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
            channel.send(request.type().replace("_request", "_reply"), reply, request);
        } finally {
            state("idle", request);
        }
        if (request.type().equals("shutdown_request")) end.run();
    }

    private void state(String state, Message request) {
        JsonObject content = new JsonObject();
        content.addProperty("execution_state", state);
        publisher.publish("status", content, request);
    }

    private JsonObject interrupt(Message request) {
        cells.interrupt();
        return new JsonObject();
    }

    private static JsonObject shutdown(Message request) {
        JsonObject reply = new JsonObject();
        reply.addProperty("restart", request.flag("restart", false));
        return reply;
    }

    private static JsonObject refused(String type) {
        return error("NotImplementedError", "This kernel does not answer " + type + ".");
    }

    private static JsonObject error(String name, String message) {
        JsonObject reply = new JsonObject();
        reply.addProperty("status", "error");
        reply.addProperty("ename", name);
        reply.addProperty("evalue", message);
        reply.add("traceback", new JsonArray());
        return reply;
    }
}
