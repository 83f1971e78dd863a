package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Javadoc that is to be had as pages only: those that this JDK's doclet makes, and those that older ones have made. */
class JavadocPageTest {
    private static final String SOURCE = """
            package g;
            import java.util.List;
            /**
             * What is left. See {@link #take(int)}.
             *
             * @param <T> what it is made of
             */
            public class Left<T> {
                /** How much. */
                public static final int MUCH = 3;
                public int bare;
                /** Makes one. */
                public Left(int n) {}
                public Left() {}
                /**
                 * Takes {@code n < 3} from it, marked &#64;Override.
                 * <ul><li>once</li></ul>
                 *
                 * @param n the number
                 * @return what is left
                 */
                public static int take(int n) { return n; }
                /** Takes several. */
                public int take(String[] names, List<? extends T> more, T one, int... rest) { return 0; }
                public void take() {}
                /** Old. */
                @Deprecated public void old() {}
                /** Inside. */
                public static class Inner {
                    /** Far inside. */
                    public void in() {}
                }
            }
            """;

    private static final Sources SOURCES = new Sources();

    @BeforeAll
    static void generate(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("g")).resolve("Left.java");
        Files.writeString(source, SOURCE);
        Path pages = folder.resolve("pages");
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
        ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
        String[] options = {"-quiet", "-Xdoclint:none", "-d", pages.toString(), source.toString()};
        assertEquals(0, javadoc.run(nobody, nobody, options));
        Files.delete(source); // the pages are all there is
        SOURCES.add(pages);
    }

    private static String text(String signature) {
        String found = SOURCES.javadoc(signature);
        return found == null ? null : Javadoc.text(found);
    }

    @Test
    void pages_of_this_jdk_tell_of_types_and_members() {
        assertEquals("What is left. See take(int).", text("g.Left<T>"));
        assertEquals(
                "Takes n < 3 from it, marked @Override.\n\n- once\n\nParameters:\nn - the number\nReturns:\nwhat is left",
                text("int Left.take(int n)"));
        assertEquals(
                "Takes several.", text("int Left<T>.take(String[] names, List<? extends T> more, T one, int... rest)"));
        assertEquals("Makes one.", text("Left<T>(int n)"));
        assertTrue(text("Left.MUCH:int").startsWith("How much."), text("Left.MUCH:int"));
        assertTrue(text("void Left.old()").matches("Deprecated\\.\\s+Old\\."), text("void Left.old()"));
        assertEquals("Inside.", text("Left.Inner"));
        assertEquals("Far inside.", text("void Left.Inner.in()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Left.bare:int",
                "Left<T>()",
                "void Left.take()",
                "int Left.take(long n)",
                "Right",
                "void Left.more()"
            })
    void what_has_no_javadoc_borrows_none(String signature) {
        assertNull(text(signature));
    }

    @Test
    void the_html_has_no_link_that_leads_nowhere() {
        String html = Javadoc.html(SOURCES.javadoc("g.Left<T>"));
        assertEquals("<div><div class=\"block\">What is left. See <code>take(int)</code>.</div></div>", html);
    }

    /** The markup of other doclets, as it is in libraries of their time (commons-math3, commons-lang3, gson). */
    @ParameterizedTest(name = "JDK {0}")
    @CsvSource(delimiter = '|', textBlock = """
            7     | name="add(double[], java.util.List, T...)" | name="bare()" | name="Old(int)"         | <strong>Deprecated.</strong>&nbsp;
            8     | name="add-double:A-java.util.List-T...-"   | name="bare--" | name="Old-int-"         | <span class="deprecatedLabel">Deprecated.</span>&nbsp;
            11    | id="add(double[],java.util.List,T...)"     | id="bare()"   | id="&lt;init&gt;(int)"  | <span class="deprecatedLabel">Deprecated.</span>&nbsp;
            """)
    void pages_of_older_jdks_tell_the_same(int jdk, String add, String bare, String constructor, String deprecated) {
        String page = """
                <div class="description"><ul class="blockList"><li class="blockList">
                <hr>
                <div class="block">%4$s
                <div class="block"><i>Use another.</i></div>
                </div>
                <br>
                <pre>@Deprecated
                public class <span class="typeNameLabel">Old</span></pre>
                <div class="block">A type.</div>
                <dl><dt><span class="simpleTagLabel">Since:</span></dt>
                <dd>3.0</dd></dl>
                </li></ul></div>
                <div class="summary"><ul class="blockList"><li class="blockList"><a %2$s></a><h3>Method Summary</h3>
                <tr id="i0" class="altColor"><td><div class="block">Of the table.</div></td></tr></li></ul></div>
                <div class="details"><ul class="blockList"><li class="blockList">
                <a id="constructor.detail"><!--   --></a><h3>Constructor Detail</h3>
                <a %3$s><!--   --></a>
                <ul class="blockList"><li class="blockList"><h4>Old</h4><pre>public&nbsp;Old&#8203;(int&nbsp;n)</pre>
                <div class="block">Makes one.</div></li></ul></li></ul>
                <a %2$s><!--   --></a>
                <ul class="blockList"><li class="blockList"><h4>bare</h4><pre>public&nbsp;void&nbsp;bare&#8203;()</pre></li></ul>
                <a %1$s><!--   --></a>
                <ul class="blockListLast"><li class="blockList"><h4>add</h4>
                <pre>public&nbsp;void&nbsp;add&#8203;(double[]&nbsp;all, ...)</pre>
                <div class="block">Adds <a href="X.html"><code>all</code></a>:
                <h4>How</h4><div>by and by.</div></div>
                <dl>
                <dt><span class="paramLabel">Parameters:</span></dt>
                <dd><code>all</code> - what there is</dd>
                </dl></li></ul></div>
                """.formatted(add, bare, constructor, deprecated);
        assertEquals("Deprecated.\nUse another.\n\nA type.\n\nSince:\n3.0", text(page, "Old"));
        assertEquals("Makes one.", text(page, "Old(int n)"));
        assertNull(text(page, "void Old.bare()"));
        assertNull(text(page, "Old.i0:int"));
        assertEquals(
                "Adds all:\n\nHow\nby and by.\n\nParameters:\nall - what there is",
                text(page, "void Old.add(double[] all, List<T> more, T... rest)"));
    }

    private static String text(String page, String signature) {
        String found = JavadocPage.find(page, Sources.wanted(signature));
        return found == null ? null : Javadoc.text(found);
    }
}
