package gradbook.notebook;

import static gradbook.kernel.magic.CodeCell.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** The outputs of a cell: joined as a reader sees them, and reduced to what two good runs have in common. */
final class Outputs {
    private Outputs() {}

    /** The same outputs with neighbours of one stream joined, texts in lines, and image data left as it is. */
    static JsonArray joined(JsonArray outputs) {
        JsonArray joined = new JsonArray();
        for (JsonElement element : outputs) {
            JsonObject output = element.getAsJsonObject().deepCopy();
            JsonObject last =
                    joined.isEmpty() ? null : joined.get(joined.size() - 1).getAsJsonObject();
            if (isStream(output)
                    && last != null
                    && isStream(last)
                    && last.get("name").equals(output.get("name"))) {
                last.addProperty("text", text(last.get("text")) + text(output.get("text")));
            } else {
                if (isStream(output)) output.addProperty("text", text(output.get("text")));
                output.remove("transient");
                joined.add(output);
            }
        }
        for (JsonElement element : joined) {
            JsonObject output = element.getAsJsonObject();
            if (isStream(output)) output.add("text", lines(output.get("text")));
            if (output.has("data"))
                for (Map.Entry<String, JsonElement> form :
                        output.getAsJsonObject("data").entrySet())
                    if (form.getKey().startsWith("text/")) form.setValue(lines(form.getValue()));
        }
        return joined;
    }

    private static boolean isStream(JsonObject output) {
        return output.get("output_type").getAsString().equals("stream");
    }

    static JsonArray lines(JsonElement text) {
        JsonArray lines = new JsonArray();
        String whole = text(text);
        if (!whole.isEmpty()) for (String line : whole.split("(?<=\n)")) lines.add(line);
        return lines;
    }

    /** Without counters and without image bytes, which depend on the fonts of the machine. */
    static String comparable(JsonArray outputs) {
        StringBuilder text = new StringBuilder();
        for (JsonElement element : joined(outputs)) {
            JsonObject output = element.getAsJsonObject();
            text.append("-> ").append(output.get("output_type").getAsString());
            if (isStream(output)) {
                text.append(' ').append(output.get("name").getAsString()).append('\n');
                text.append(text(output.get("text")));
            } else if (output.has("data")) {
                text.append('\n');
                for (Map.Entry<String, JsonElement> form : // Jupyter writes keys in alphabetical order
                        new TreeMap<>(output.getAsJsonObject("data").asMap()).entrySet())
                    text.append(form.getKey())
                            .append(": ")
                            .append(withoutImages(form))
                            .append('\n');
            } else {
                text.append(' ').append(output.get("ename").getAsString());
                text.append(' ').append(output.get("evalue").getAsString()).append('\n');
            }
        }
        return text.toString();
    }

    private static String withoutImages(Map.Entry<String, JsonElement> form) {
        if (form.getKey().startsWith("image/")) return "(image)";
        return text(form.getValue()).replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", "data:(image)");
    }
}
