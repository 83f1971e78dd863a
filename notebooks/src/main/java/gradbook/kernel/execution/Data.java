package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.session.Failure;
import java.util.Map;

/** The contents of messages that carry results and errors. */
final class Data {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private Data() {}

    static JsonObject data(Map<?, ?> bundle) {
        JsonObject data = new JsonObject();
        bundle.forEach((mime, text) -> data.addProperty(mime.toString(), text.toString()));
        JsonObject content = new JsonObject();
        content.add("data", data);
        content.add("metadata", new JsonObject());
        return content;
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
