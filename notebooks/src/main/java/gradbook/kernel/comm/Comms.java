package gradbook.kernel.comm;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The comms of a kernel, for library authors: {@code getKernelInstance().getComms()}.
 *
 * <pre>{@code
 * comms.register("echo", (comm, data) -> comm.onMessage(comm::send));   // the front end opens
 * Comm progress = comms.open("progress", Map.of("max", 100));           // the kernel opens
 * }</pre>
 */
public final class Comms {
    /** Publishes a message, such as {@code comm_msg}, for the request that is being served. */
    @FunctionalInterface
    public interface Sender {
        void send(String type, JsonObject content);
    }

    private final Sender sender;
    private final Map<String, BiConsumer<Comm, Map<String, Object>>> targets = new LinkedHashMap<>();
    private final Map<String, Comm> open = new LinkedHashMap<>();

    public Comms(Sender sender) {
        this.sender = sender;
    }

    /** What is done when the front end opens a comm of this target; it gets the comm and what came with it. */
    public synchronized void register(String target, BiConsumer<Comm, Map<String, Object>> opened) {
        targets.put(target, opened);
    }

    /** Opens a comm to the front end's code of this target. */
    public Comm open(String target, Map<String, ?> data) {
        Comm comm = add(UUID.randomUUID().toString(), target);
        JsonObject content = content(comm.id(), data);
        content.addProperty("target_name", target);
        sender.send("comm_open", content);
        return comm;
    }

    private synchronized Comm add(String id, String target) {
        Comm comm = new Comm(this, id, target);
        open.put(id, comm);
        return comm;
    }

    void send(Comm comm, Map<String, ?> data) {
        synchronized (this) {
            if (!open.containsKey(comm.id()))
                throw new IllegalStateException("The comm " + comm.target() + " is closed; open a new one.");
        }
        sender.send("comm_msg", content(comm.id(), data));
    }

    void close(Comm comm) {
        synchronized (this) {
            if (open.remove(comm.id()) == null) return;
        }
        sender.send("comm_close", content(comm.id(), Map.of()));
    }

    /** Does what the front end's message asks for; a target that nobody registered is closed again, as Jupyter demands. */
    public void receive(String type, JsonObject content) {
        String id = content.get("comm_id").getAsString();
        JsonObject data = content.has("data") ? content.getAsJsonObject("data") : new JsonObject();
        if (type.equals("comm_open")) {
            String target = content.get("target_name").getAsString();
            BiConsumer<Comm, Map<String, Object>> opened;
            synchronized (this) {
                opened = targets.get(target);
            }
            if (opened == null) sender.send("comm_close", content(id, Map.of()));
            else opened.accept(add(id, target), Comm.map(data));
            return;
        }
        boolean closed = type.equals("comm_close");
        Comm comm;
        synchronized (this) {
            comm = closed ? open.remove(id) : open.get(id);
        }
        if (comm != null) comm.received(data, closed);
    }

    /** The content of a comm_info_reply: all open comms, or those of one target. */
    public synchronized JsonObject info(String target) {
        JsonObject comms = new JsonObject();
        for (Comm comm : open.values()) {
            if (target != null && !comm.target().equals(target)) continue;
            JsonObject one = new JsonObject();
            one.addProperty("target_name", comm.target());
            comms.add(comm.id(), one);
        }
        JsonObject info = new JsonObject();
        info.add("comms", comms);
        return info;
    }

    private static JsonObject content(String id, Map<String, ?> data) {
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", id);
        content.add("data", new Gson().toJsonTree(data));
        return content;
    }
}
