package gradbook.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCodeTest {

    @Test
    void should_mark_each_kind_of_word() {
        assertEquals(
                "<span class=\"keyword\">double</span> d = <span class=\"number\">1.5e-3</span>"
                        + " * <span class=\"type\">Math</span>.abs(x2); <span class=\"comment\">// &lt; 1</span>",
                JavaCode.html("double d = 1.5e-3 * Math.abs(x2); // < 1"));
    }

    @Test
    void should_see_no_code_in_strings_and_comments() {
        assertEquals(
                "<span class=\"string\">&quot;int // \\&quot;&quot;</span> <span class=\"comment\">/* &quot;int&quot; */</span>"
                        + " <span class=\"string\">&#39;\\&#39;&#39;</span>",
                JavaCode.html("\"int // \\\"\" /* \"int\" */ '\\''"));
        assertEquals(
                "<span class=\"string\">&quot;&quot;&quot;\nint &quot; x\n&quot;&quot;&quot;</span>;",
                JavaCode.html("\"\"\"\nint \" x\n\"\"\";"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"open", "'", "/* open", "\"\"\"open", "a\n\nb", "\u2202 = \ud835\udc53;", "x\\"})
    void should_keep_every_character(String code) {
        assertEquals(code, JavaCode.styled(code).toString());
    }
}
