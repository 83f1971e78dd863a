package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.present.Script;
import org.junit.jupiter.api.Test;

class NotebookTest {
    static final String SCRIPT = """
            // %% [markdown] id="intro"
            // # Demo
            //
            // Prose.
            // %% id="07.a-code" tags=["exercise"]
            int a = 1;
            show(a);
            // %% id="07.a" tags=["solution"]
            secret();
            // %% id="exit" tags=["script-only"]
            /exit 0
            """;

    @Test
    void should_keep_cells_ids_and_tags_and_leave_solutions_out() {
        Notebook notebook = Notebook.of(Script.parse("07-demo", SCRIPT));
        assertEquals("""
                ## intro markdown\s
                # Demo

                Prose.
                ## 07-a-code code ["exercise"]
                int a = 1;
                show(a);
                """, notebook.comparable());
        assertFalse(notebook.toJson().contains("secret"));
        assertTrue(notebook.toJson().contains("\"nbformat_minor\": 5"));
    }

    /** What notebook, lab and VS Code choose the kernel and colour the code by. */
    @Test
    void should_name_the_kernel_and_the_language() {
        JsonObject metadata = JsonParser.parseString(
                        Notebook.of(Script.parse("07-demo", SCRIPT)).toJson())
                .getAsJsonObject()
                .getAsJsonObject("metadata");
        JsonObject kernel = metadata.getAsJsonObject("kernelspec");
        assertEquals("gradbook", kernel.get("name").getAsString());
        assertEquals("Java (Gradbook)", kernel.get("display_name").getAsString());
        assertEquals("java", kernel.get("language").getAsString());
        JsonObject language = metadata.getAsJsonObject("language_info");
        assertEquals("java", language.get("name").getAsString());
        assertEquals(".java", language.get("file_extension").getAsString());
        assertEquals("text/x-java-source", language.get("mimetype").getAsString());
        assertEquals("text/x-java", language.get("codemirror_mode").getAsString());
        assertEquals("java", language.get("pygments_lexer").getAsString());
    }

    @Test
    void should_survive_being_written_and_read() {
        Notebook notebook = Notebook.of(Script.parse("07-demo", SCRIPT));
        assertEquals(notebook.toJson(), Notebook.parse(notebook.toJson()).toJson());
    }

    @Test
    void should_join_a_stream_that_the_kernel_cut_and_ignore_image_bytes() {
        Notebook one = run("""
                {"output_type": "stream", "name": "stdout", "text": "ab"},
                {"output_type": "stream", "name": "stdout", "text": ["c\\n", "d"]},
                {"output_type": "display_data", "metadata": {}, "data":
                  {"text/html": "<img src='data:image/png;base64,AAAA'>"}}
                """);
        Notebook two = run("""
                {"output_type": "stream", "name": "stdout", "text": ["abc\\n", "d"]},
                {"output_type": "display_data", "metadata": {}, "data":
                  {"text/html": "<img src='data:image/png;base64,BBBB'>"}}
                """);
        assertEquals(one.comparable(), two.comparable());
        Notebook other = run("{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"abd\"}");
        assertFalse(one.comparable().equals(other.comparable()));
    }

    private static Notebook run(String outputs) {
        String json = Notebook.of(Script.parse("07-demo", SCRIPT)).toJson();
        return Notebook.parse(json.replace("\"outputs\": []", "\"outputs\": [" + outputs + "]"));
    }
}
