package gradbook.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.present.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final Script SCRIPT = Script.parse("98-shown", """
            // %% [markdown] id="title"
            // # 98 Shown & <told>
            //
            // See [the sums](97-other.ipynb#cell-id=sum), and $\\frac{a}{b}$. Costs 5 $ or 6 $.
            //
            // | a | b |
            // |---|---|
            // | `1` | <script>alert(1)</script> |
            // %% id="start" tags=["setup"]
            gradbook.check.Lesson.start("none");
            // %% id="out"
            int n = 3; // <n>
            System.out.print("n is ");
            System.out.println(n + " < 4");
            gradbook.show.Show.show(gradbook.matrix.Matrix.identity(2));
            gradbook.scalar.Value.of("v", 2).mul(3)
            // %% id="again"
            gradbook.show.Show.show("id", "first");
            gradbook.show.Show.show("id", "second");
            // %% id="wrong"
            int m = "text";
            // %% id="away" tags=["script-only"]
            /exit 0
            """);
    private static final Script OTHER = Script.parse("97-other", """
            // %% [markdown] id="sum"
            // # 97 Other
            """);

    @TempDir
    Path folder;

    private String page(String name) throws Exception {
        return Files.readString(folder.resolve("pages").resolve(name));
    }

    @Test
    void should_write_lessons_with_their_outputs_and_a_contents_page() throws Exception {
        assertEquals(1, Pages.write(folder.resolve("pages"), List.of(OTHER, SCRIPT), false));
        String page = page("98-shown.html");
        assertTrue(page.contains("<title>98 Shown &amp; &lt;told&gt;</title>"), page);
        assertTrue(page.contains("href=\"97-other.html#sum\">the sums</a>"), page);
        assertTrue(page.contains("<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"), page);
        assertTrue(page.contains("Costs 5 $ or 6 $."), page);
        assertTrue(page.contains("<td><code>1</code></td>"), page);
        assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
        assertTrue(page.contains("<span class=\"comment\">// &lt;n&gt;</span>"), page);
        assertTrue(page.contains(">n is 3 &lt; 4</pre>"), page);
        assertTrue(page.contains("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr>"), page);
        assertTrue(page.contains("<svg"), page);
        assertFalse(page.contains(">first<"), page);
        assertTrue(page.contains(">second<"), page);
        assertTrue(page.contains("<pre class=\"wrong\">Error in line 1: incompatible types"), page);
        assertTrue(page.contains("<section class=\"cell\" id=\"out\">"), page);
        assertFalse(page.contains("/exit 0"), page);
        assertTrue(page("index.html").contains("<a href=\"98-shown.html\">98 Shown &amp; &lt;told&gt;</a>"));
        assertTrue(page("97-other.html").contains("98-shown.html"));
    }

    @Test
    void should_load_nothing() throws Exception {
        Pages.write(folder.resolve("pages"), List.of(SCRIPT), false);
        String page = page("98-shown.html");
        assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline';"), page);
        String withoutNames = page.replace("http://www.w3.org/2000/svg", "");
        assertFalse(withoutNames.matches("(?s).*(https?:)?//[a-z0-9-]+\\..*"), page);
        assertFalse(page.contains("@import"), page);
        assertFalse(page.contains("<link rel=\"stylesheet\""), page);
    }
}
