package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import gradbook.session.Failure;
import java.util.Map;

/** The contents of messages that carry results and errors. */
final class Data {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private Data() {}

    static JsonObject data(Map<?, ?> bundle) {
        JsonObject data = new JsonObject();
        bundle.forEach((mime, text) -> data.add(mime.toString(), form(mime.toString(), text.toString())));
        JsonObject content = new JsonObject();
        content.add("data", data);
        content.add("metadata", new JsonObject());
        return content;
    }

    /** A form as messages carry it: JSON as it is, and not as a text (since version 5 of the protocol). */
    private static JsonElement form(String mime, String text) {
        if (mime.matches("application/(.*\\+)?json"))
            try {
                return JsonParser.parseString(text);
            } catch (JsonParseException e) {
                // shown as the text that it is
            }
        return new JsonPrimitive(text);
    }

    static JsonObject result(Map<?, ?> bundle, int count) {
        JsonObject content = data(bundle);
        content.addProperty("execution_count", count);
        return content;
    }

    static JsonObject display(Map<String, String> bundle, String id) {
        JsonObject content = data(bundle);
        JsonObject transients = new JsonObject();
        if (id != null) transients.addProperty("display_id", id);
        content.add("transient", transients);
        return content;
    }

    /**
     * An error, its first line bold and nothing coloured: JupyterLab has one red for its light and its dark pages, and on
     * the dark ones it can hardly be read.
     */
    static JsonObject error(Failure failure) {
        JsonObject content = new JsonObject();
        content.addProperty("ename", failure.name());
        content.addProperty("evalue", failure.message());
        JsonArray traceback = new JsonArray();
        failure.text().lines().forEach(line -> traceback.add(traceback.isEmpty() ? BOLD + line + PLAIN : line));
        content.add("traceback", traceback);
        return content;
    }
}
