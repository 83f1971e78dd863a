package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradbook.kernel.magic.CodeCell;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Message;
import java.util.Set;

/** Runs all cells of a notebook in a kernel, and keeps their outputs in it as a front end does. */
final class Player {
    private static final Set<String> KINDS = Set.of("stream", "display_data", "execute_result", "error");

    private Player() {}

    static void play(Notebook notebook, Client kernel) {
        for (JsonElement element : notebook.cells()) {
            JsonObject cell = element.getAsJsonObject();
            if (!cell.has("outputs")) continue;
            Client.Answer answer = kernel.run(CodeCell.text(cell.get("source")));
            assertEquals("ok", answer.status(), cell.get("id") + "\n" + answer.traceback());
            cell.add("execution_count", answer.reply().get("execution_count"));
            cell.add("outputs", Outputs.joined(outputs(answer)));
        }
    }

    /** As a front end keeps them: an update goes where its display stands. */
    private static JsonArray outputs(Client.Answer answer) {
        JsonArray outputs = new JsonArray();
        for (Message message : answer.published()) {
            JsonObject content = message.content();
            if (message.type().equals("update_display_data")) {
                JsonElement id = content.getAsJsonObject("transient").get("display_id");
                for (JsonElement output : outputs) {
                    JsonElement known = output.getAsJsonObject().get("transient");
                    if (known instanceof JsonObject t && id.equals(t.get("display_id")))
                        output.getAsJsonObject().add("data", content.get("data"));
                }
            }
            if (!KINDS.contains(message.type())) continue;
            JsonObject output = content.deepCopy();
            output.addProperty("output_type", message.type());
            outputs.add(output);
        }
        return outputs;
    }
}
