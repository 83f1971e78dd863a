package gradbook.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of code in a notebook's file.
 *
 * @param id empty in formats that know none
 */
public record CodeCell(String id, String source) {
    /**
     * The cells of code in the text of an {@code .ipynb} file of format 4 or later, in order.
     *
     * @throws IllegalArgumentException with what the parser says, where the text is something else
     */
    public static List<CodeCell> of(String json) {
        List<CodeCell> cells = new ArrayList<>();
        try {
            for (JsonElement element :
                    JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject cell = element.getAsJsonObject();
                if (!cell.get("cell_type").getAsString().equals("code")) continue;
                cells.add(new CodeCell(cell.has("id") ? cell.get("id").getAsString() : "", text(cell.get("source"))));
            }
        } catch (RuntimeException e) { // every way in which JSON can be something else
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return cells;
    }

    /** nbformat keeps a text either whole or as an array of lines. */
    public static String text(JsonElement text) {
        if (!text.isJsonArray()) return text.getAsString();
        StringBuilder whole = new StringBuilder();
        for (JsonElement line : text.getAsJsonArray()) whole.append(line.getAsString());
        return whole.toString();
    }
}
