package gradbook.kernel.comm;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.util.Map;
import java.util.function.Consumer;

/** One line between code in the kernel and code in the front end: either side sends, either side closes. */
public final class Comm {
    private static final Gson GSON = new Gson();

    private final Comms comms;
    private final String id;
    private final String target;
    private volatile Consumer<Map<String, Object>> onMessage = data -> {};
    private volatile Consumer<Map<String, Object>> onClose = data -> {};

    Comm(Comms comms, String id, String target) {
        this.comms = comms;
        this.id = id;
        this.target = target;
    }

    public String id() {
        return id;
    }

    /** The name by which the two sides find each other. */
    public String target() {
        return target;
    }

    /** From now on this is done with what the front end sends: values as JSON has them. */
    public void onMessage(Consumer<Map<String, Object>> action) {
        onMessage = action;
    }

    /** What is done when the front end closes. */
    public void onClose(Consumer<Map<String, Object>> action) {
        onClose = action;
    }

    /**
     * Sends to the front end.
     *
     * @throws IllegalStateException if the comm is closed
     */
    public void send(Map<String, ?> data) {
        comms.send(this, data);
    }

    /** Closes this comm on both sides; a closed one stays closed. */
    public void close() {
        comms.close(this);
    }

    void received(JsonObject data, boolean closed) {
        (closed ? onClose : onMessage).accept(map(data));
    }

    static Map<String, Object> map(JsonObject data) {
        return GSON.fromJson(data, new TypeToken<Map<String, Object>>() {}.getType());
    }
}
