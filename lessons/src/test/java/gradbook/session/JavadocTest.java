package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {@return {@code true} if {@linkplain #isEmpty it {@code is} empty}} | Returns true if it is empty. | Returns <code>true</code> if it <code>is</code> empty.
            The {@link List#of(int) list of {@code n}}, or {@link #none}.       | The list of n, or none.      | The <code>list of n</code>, or <code>none</code>.
            {@code if (a < b) {@Override}} &lt; {@literal <p>}                  | if (a < b) {@Override} < <p> | <code>if (a &lt; b) {@Override}</code> &lt; &lt;p&gt;
            <b onclick="x()">bold</b><script>bad()</script>                     | boldbad()                    | <b "x()">bold</b>
            """)
    void reads_as_text_and_as_html(String javadoc, String text, String html) {
        assertEquals(text, Javadoc.text(javadoc));
        assertEquals("<div>" + html + "</div>", Javadoc.html(javadoc));
    }
}
