package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.chart.Charts;
import gradbook.chart.Heat;
import gradbook.check.Check;
import gradbook.derivative.Derivation;
import gradbook.derivative.FourWays;
import gradbook.derivative.GradientCheck;
import gradbook.derivative.Jacobian;
import gradbook.layer.Affine;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.matrix.Matrix;
import gradbook.picture.GraphPicture;
import gradbook.picture.Player;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What holds for everything that can be shown, whatever a student names it. */
class EveryViewTest {

    /** One of each kind, with {@code name} wherever a student names something. */
    private static Map<String, Object> things(String name, boolean withCharts) {
        Map<String, Object> all = new LinkedHashMap<>();
        Value x = Value.of(name, 2), y = Value.of("y", -3);
        Value f = x.mul(y).named(name + "q").add(x).tanh().named("f" + name);
        f.backward();
        all.put("value", f);
        all.put("trace", Trace.of(f));
        all.put("picture", GraphPicture.of(f).marking(x));
        all.put("player", Player.of(f));
        all.put("derivation", Derivation.of(f));
        all.put("check", GradientCheck.of(f));
        all.put("four ways", FourWays.of(f));
        all.put(
                "folded",
                IntStream.range(0, 300).boxed().reduce(f, (sum, i) -> sum.add(Value.of(name + i, i)), Value::add));
        all.put("matrix", Matrix.of(new double[][] {{1, -2}, {3, 4}}).named(name));
        all.put("network", Sequential.of(Affine.rows(2, 3, 7), new Relu(), Affine.rows(3, 1, 8)));
        all.put("jacobian", Jacobian.of(new Relu(), Matrix.column(1, -2, 3, -1)));
        all.put(
                "large jacobian",
                Jacobian.of(Affine.columns(Matrix.random(20, 20, 1), Matrix.zeros(20, 1)), Matrix.random(20, 1, 2)));
        Table table = Table.create(name, DoubleColumn.create("mass" + name, new double[30]));
        for (int i = 0; i < 12; i++) table.addColumns(StringColumn.create("a column " + i + name, repeated(name, 30)));
        all.put("data set", table);
        all.put(
                "sheet",
                new Sheet(name, name, "b").row(name, "-1").sum("sum", "2").note(name));
        if (withCharts) {
            all.put("confusion", Heat.confusion(name, new int[][] {{3, 1}, {0, 4}}, name, "b"));
            all.put(
                    "grid",
                    Heat.of(name, new double[][] {{1, -1e300}, {Double.NaN, Double.POSITIVE_INFINITY}})
                            .rows(name, "b")
                            .columns("c", name));
            all.put("images", Heat.images(name, new double[][] {{1, -2, 0, 3}, {0, 0, 0, 0}}, 2));
            CategoryChart own = new CategoryChartBuilder().title("Own").build();
            own.addSeries("one", new double[] {1, 2}, new double[] {3, 4});
            all.put("chart of one's own", own);
            all.put("bars", Charts.bars(name, name, List.of(name, "b"), 1, -2));
            double[] xs = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
            all.put(
                    "lines",
                    Charts.lines(name, name, name).series(name, xs, xs).series(name + "2", xs, new double[20]));
            all.put("logarithms", Charts.loss(name).run(name, xs).logX().logY());
            all.put("tangent", Charts.function(name, Math::exp, -1, 1).tangent(0, 1));
            all.put(
                    "boundary",
                    Charts.boundary(name, name, name, (a, b) -> a)
                            .points(name, xs, xs)
                            .points("other", xs, xs));
        }
        return all;
    }

    /** The forms of all of them, and of what appears by itself. */
    private static Map<String, Map<String, String>> everything(String name, boolean withCharts) {
        Map<String, Map<String, String>> bundles = new LinkedHashMap<>();
        Map<String, Object> all = things(name, withCharts);
        all.forEach((kind, thing) -> bundles.put(kind, Show.bundle(thing)));
        bundles.put("film", Map.of("text/plain", "a film", "text/html", ((Player) all.get("player")).film()));
        bundles.putAll(verdicts(name));
        return bundles;
    }

    private static String[] repeated(String name, int times) {
        return IntStream.range(0, times).mapToObj(i -> name).toArray(String[]::new);
    }

    /** What the checks of a lesson show. */
    private static Map<String, Map<String, String>> verdicts(String name) {
        Map<String, Map<String, String>> shown = new LinkedHashMap<>();
        Show.open(new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                shown.put("verdict " + shown.size(), bundle);
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        Check.predict(name, 1);
        Check.reveal(name, 2);
        Check.check("01.b", name);
        return shown;
    }

    @AfterEach
    void leaveTheStage() {
        Show.open(null);
    }

    @Test
    void should_carry_a_title_and_a_description_and_load_nothing() {
        everything("x", true).forEach((kind, bundle) -> {
            assertFalse(bundle.get("text/plain").isBlank(), kind);
            // JupyterLab shows a drawing of its own mime type without its words, or not at all.
            assertTrue(Set.of("text/plain", "text/html", "text/latex").containsAll(bundle.keySet()), kind);
            String html = bundle.get("text/html");
            if (html == null) {
                boolean isText = bundle.keySet().equals(Set.of("text/plain"));
                assertTrue(isText || bundle.get("text/latex").startsWith("$$"), kind + " is a formula or a text");
                return;
            }
            Document page = Pages.parse(html);
            List<String> ids = Pages.all(page, "*").stream()
                    .map(e -> e.getAttribute("id"))
                    .filter(id -> !id.isEmpty())
                    .toList();
            assertEquals(ids.size(), new HashSet<>(ids).size(), kind + ": ids are unique");
            for (Element svg : Pages.all(page, "svg")) {
                assertFalse(Pages.child(svg, "title").isBlank(), kind);
                assertFalse(Pages.child(svg, "desc").isBlank(), kind);
                assertEquals("img", svg.getAttribute("role"), kind);
                for (String id : svg.getAttribute("aria-labelledby").split(" ")) assertTrue(ids.contains(id), kind);
            }
            for (Element image : Pages.all(page, "img")) {
                assertFalse(image.getAttribute("alt").isBlank(), kind);
                assertTrue(image.getAttribute("src").matches("data:image/(png|svg\\+xml);base64,.*"), kind);
            }
            for (Element cell : Pages.all(page, "th"))
                assertTrue(cell.getAttribute("scope").matches("row|col"), kind);
            for (Element table : Pages.all(page, "table"))
                assertFalse(Pages.child(table, "caption").isBlank(), kind);
            String rest = html.replace("http://www.w3.org/2000/svg", "");
            for (String way : List.of("http", "href", "url(", "@import", "<link", "<iframe", "<object"))
                assertFalse(rest.contains(way), kind + ": " + way);
        });
    }

    @Test
    void should_print_as_it_is_shown() {
        things("x", true).forEach((kind, thing) -> {
            Showable view = Views.of(thing);
            assertEquals(view.text(), view.toString(), kind);
        });
    }

    @Test
    void should_fit_into_a_terminal_of_80_columns() {
        everything("x", true).forEach((kind, bundle) -> {
            if (kind.equals("four ways")) return; // a table as wide as its inputs are many
            for (String line : bundle.get("text/plain").lines().toList())
                assertTrue(line.length() <= 80, kind + ": " + line);
        });
    }

    private static void assertEscaped(String name, boolean withCharts) {
        everything(name, withCharts).forEach((kind, bundle) -> {
            String html = bundle.get("text/html");
            if (html != null) {
                Document page = Pages.parse(html);
                assertEquals(
                        kind.equals("player") ? 1 : 0, Pages.all(page, "script").size(), kind);
                for (String tag : List.of("evil", "b2", "iframe"))
                    assertEquals(0, Pages.all(page, tag).size(), kind);
                for (Element e : Pages.all(page, "*"))
                    assertFalse(e.hasAttribute("onload") || e.hasAttribute("onclick"), kind);
                String classes = page.getDocumentElement().getAttribute("class");
                assertTrue(kind.equals("film") || classes.contains("mathjax_ignore"), kind);
            }
            String latex = bundle.get("text/latex");
            if (latex != null) {
                String inside = latex.substring(2, latex.length() - 2).replace("\\$", "");
                assertFalse(inside.contains("$"), kind + ": " + inside);
                assertFalse(inside.contains("<"), kind + ": " + inside);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<evil onload=\"alert(1)\">&lt;</evil>",
                "\"' onclick='x' <b2>",
                "$x$ $$y$$ \\(z\\) \\[w\\]",
                "]]> <!-- --> <?x?> </style></script><iframe>",
                "\ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb \u202e\u0000\u0007\ud800",
                "two\nlines\tand\r\nthree",
                "\\end{bmatrix} \\frac{ ^_ % # & ~"
            })
    void should_escape_every_name_everywhere(String name) {
        assertEscaped(name, false);
    }

    @Test
    void should_escape_the_names_in_charts() {
        assertEscaped("<evil onload=\"x\">&lt;' $x$ ]]></script> \ud83d\ude80 \u0000 \ud800 two\nlines", true);
        assertEscaped("<evil>&$'\"\ud83d\ude80".repeat(1_000), true);
    }

    @Test
    void should_escape_names_of_ten_thousand_characters() {
        Value f = Value.of("<evil>&$'\"".repeat(1_000), 1).add(1).named("f");
        assertTrue(Player.of(f).html().length() < 20_000, "drawings shorten names");
    }

    @Test
    void should_escape_whatever_chance_puts_together() {
        String[] pieces = {
            "<evil>",
            "</evil>",
            "<b2",
            ">",
            "&",
            "&amp;",
            "\"",
            "'",
            "$",
            "$$",
            "\\",
            "{",
            "}",
            "_",
            "^",
            "%",
            "#",
            "~",
            "\n",
            " ",
            "a",
            "\u0001",
            "\ufffe",
            "\ud83d",
            "\udc00",
            "<!--",
            "-->",
            "]]>",
            "onload=x"
        };
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 40; round++) {
            StringBuilder name = new StringBuilder("n");
            for (int i = random.nextInt(1, 12); i > 0; i--) name.append(pieces[random.nextInt(pieces.length)]);
            assertEscaped(name.toString(), false);
        }
    }

    @Test
    void should_fall_back_to_the_text_of_a_view_that_cannot_make_its_page() {
        Showable broken = new Showable() {
            @Override
            public String text() {
                return "the text";
            }

            @Override
            public String html() {
                throw new IllegalStateException("no page today");
            }
        };
        assertEquals(Map.of("text/plain", "the text"), Show.bundle(broken));
        List<Map<String, String>> shown = new ArrayList<>();
        Show.open(new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                shown.add(bundle);
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        Show.show(broken);
        assertEquals(List.of(Map.of("text/plain", "the text")), shown);
    }
}
