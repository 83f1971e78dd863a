package gradbook.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MagicsTest {
    @Test
    void splits_words_and_quoted_texts_and_keeps_the_backslashes_of_paths() {
        assertEquals(List.of("jars", "C:\\libs\\my tool.jar"), Magics.split("jars \"C:\\libs\\my tool.jar\""));
        assertEquals(List.of("a \"quoted\" word", "b c"), Magics.split("\"a \\\"quoted\\\" word\" 'b c'"));
        assertEquals(List.of("C:\\my libs\\"), Magics.split("\"C:\\my libs\\\""));
    }
}
