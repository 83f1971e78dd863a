package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a front end asks of the kernel while a cell is being written: completeness, completion, inspection. */
class AssistanceTest extends WithKernel {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int x = 1;                            | complete
            for (int i = 0; i < 3; i++) {         | incomplete
            int x = ;                             | invalid
            1 +* 2                                | invalid
            )                                     | invalid
            %jars x.jar                           | complete
            // a note                             | complete
            /* a note                             | incomplete
            1; /* a note */                       | complete
            int x = 1; // a note with /* in it    | complete
            """)
    void completeness_of_code(String code, String status) {
        assertEquals(
                status, kernel.ask("is_complete_request", Map.of("code", code)).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            for (int i = 0; i < 3; i++) {               | 4
            class A {/    int f() {                     | 8
            class A {/    int f() {/        return 1;   | 8
            foo(1,                                      | 0
            %%time                                      | 0
            """)
    void an_incomplete_cell_says_how_far_to_indent_its_next_line(String code, int blanks) {
        JsonObject reply = kernel.ask("is_complete_request", Map.of("code", code.replace('/', '\n')))
                .reply();
        assertEquals("incomplete", reply.get("status").getAsString());
        assertEquals(" ".repeat(blanks), reply.get("indent").getAsString());
    }

    @Test
    void completion_counts_code_points() {
        String code = "/* \uD83D\uDE00 */ System.out.printl";
        JsonObject reply = kernel.ask(
                        "complete_request", Map.of("code", code, "cursor_pos", code.codePointCount(0, code.length())))
                .reply();
        assertEquals("println(", reply.getAsJsonArray("matches").get(0).getAsString());
        assertEquals(19, reply.get("cursor_start").getAsInt());
        assertEquals(25, reply.get("cursor_end").getAsInt());
    }

    @ParameterizedTest
    @CsvSource({"5", "6", "7", "8", "9", "11", "12", "13"}) // from "m" to behind "2"
    void inspection_finds_the_call_that_the_cursor_is_in(int cursor) {
        JsonObject reply = inspect("Math.max(1, 2)", cursor);
        assertTrue(reply.get("found").getAsBoolean());
        String text = reply.getAsJsonObject("data").get("text/plain").getAsString();
        assertTrue(text.contains("int Math.max(int a, int b)"), text);
        // A JDK brings its sources along, or, as Debian's does without openjdk-17-source, it does not.
        assertEquals(
                Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip")),
                text.contains("Returns the greater of two int values."),
                text);
    }

    /** JShell looks into the JDK that it runs in; this one has sources, whether that of the tests has them or not. */
    @Test
    void inspection_shows_the_javadoc_of_a_jdk_that_has_its_sources() throws IOException {
        try (OwnJdk jdk = new OwnJdk()) {
            jdk.sources(Map.of(
                    "java.base/java/lang/Object.java",
                    "package java.lang; public class Object {}",
                    "java.base/java/lang/Math.java",
                    """
                package java.lang;
                /** The class {@code Math} has numeric operations. */
                public final class Math {
                    /**
                     * Returns the greater of two {@code int} values: the one closer to {@link Integer#MAX_VALUE}.
                     *
                     * @param a an argument
                     * @return the larger of {@code a} and {@code b}
                     */
                    public static int max(int a, int b) { return a < b ? b : a; }
                }
                """));
            List<String> command = Client.ofClassPath();
            command.set(0, jdk.java().toString());
            try (Client own = new Client(Map.of(), command)) {
                String text = shown(own, "Math.max(1, 2)", 8).get("text/plain").getAsString();
                assertTrue(text.startsWith("""
                    int Math.max(int a, int b)
                    Returns the greater of two int values: the one closer to Integer.MAX_VALUE.

                    param: a an argument

                    return: the larger of a and b

                    long Math.max("""), text);
                String html = shown(own, "Math.max(1, 2)", 8).get("text/html").getAsString();
                assertTrue(html.contains("Returns the greater of two <code>int</code> values"), html);
                String type = shown(own, "Math", 4).get("text/plain").getAsString();
                assertTrue(type.endsWith("The class Math has numeric operations."), type);
            }
        }
    }

    private static JsonObject shown(Client kernel, String code, int cursor) {
        return kernel.ask("inspect_request", Map.of("code", code, "cursor_pos", cursor, "detail_level", 0))
                .reply()
                .getAsJsonObject("data");
    }

    @Test
    void inspection_finds_variables_and_what_earlier_snippets_of_the_cell_declare() {
        kernel.run("String word = \"w\";");
        for (String code : List.of("word", "int own = 3;\nown", "/* \uD83D\uDE00 */ word.isEmpty")) {
            int end = code.codePointCount(0, code.length());
            assertTrue(inspect(code, end).get("found").getAsBoolean(), code);
        }
        assertFalse(inspect("noSuchName", 10).get("found").getAsBoolean());
        assertEquals("{}", inspect("noSuchName", 10).get("data").toString());
        assertFalse(inspect("", 0).get("found").getAsBoolean());
    }

    private static JsonObject inspect(String code, int cursor) {
        return kernel.ask("inspect_request", Map.of("code", code, "cursor_pos", cursor, "detail_level", 0))
                .reply();
    }
}
