package gradbook.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One message of Jupyter's protocol. */
public record Message(
        List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content) {
    public static final String PROTOCOL = "5.4";

    private static final String SESSION = UUID.randomUUID().toString();
    private static final String USER = "gradbook";

    /** A message of this kernel that belongs to a request, or to none if {@code parent} is null. */
    static Message of(String type, JsonObject content, Message parent) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("session", SESSION);
        header.addProperty("username", USER);
        header.addProperty("date", Instant.now().toString());
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL);
        return new Message(
                parent == null ? List.of() : parent.identities,
                header,
                parent == null ? new JsonObject() : parent.header,
                new JsonObject(),
                content);
    }

    /** Enough of a request to answer it and to know one thing about it: the rest, such as a cell's code, may be large. */
    public Message reducedTo(String name) {
        JsonObject one = new JsonObject();
        if (content.has(name)) one.add(name, content.get(name));
        return new Message(identities, header, new JsonObject(), new JsonObject(), one);
    }

    /** Such as {@code execute_request}. */
    public String type() {
        return header.get("msg_type").getAsString();
    }

    /** A text of the content, or the default. */
    public String text(String name, String otherwise) {
        return content.has(name) && content.get(name).isJsonPrimitive()
                ? content.get(name).getAsString()
                : otherwise;
    }

    public int number(String name, int otherwise) {
        return content.has(name) && content.get(name).isJsonPrimitive()
                ? content.get(name).getAsInt()
                : otherwise;
    }

    public boolean flag(String name, boolean otherwise) {
        return content.has(name) && content.get(name).isJsonPrimitive()
                ? content.get(name).getAsBoolean()
                : otherwise;
    }
}
