package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.SquaredLoss;
import gradbook.layer.Unrolled;
import gradbook.matrix.Matrix;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import gradbook.show.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Up to 200 values nothing covers anything else: boxes, names and numbers, each with the room that its letters take.
 * The browser measures the letters themselves, in PlayerBrowserIT.
 */
class LegibleTest {
    private static final double LETTER = 0.6; // of its size, about what a digit of DejaVu Sans takes
    private static final Map<String, Double> SIZES =
            Map.of("name", 19.0, "name auto", 15.0, "sym", 22.0, "fun", 15.0, "v", 15.0, "g", 15.0);

    private record Graph(String name, Value output) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Area(String what, double left, double right, double top, double bottom) {
        boolean meets(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean holds(Area other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }
    }

    static List<Graph> graphs() {
        List<Graph> graphs = new ArrayList<>();
        for (int size : new int[] {60, 100, 150, 200})
            for (long seed = 1; seed <= 5; seed++)
                graphs.add(new Graph("random " + size + ", " + seed, Graphs.exactly(size, seed)));
        graphs.add(new Graph("wide", wide(66)));
        graphs.add(new Graph("wide, one value used by all", Graphs.manyUses(90)));
        graphs.add(new Graph("deep", Graphs.deep(198)));
        graphs.add(new Graph("long names", longNames()));
        graphs.add(new Graph("long numbers", Graphs.exactly(120, 9).mul(-1.2345678e-11)));
        graphs.add(new Graph("network", network()));
        return graphs;
    }

    /** A sum of products, all inputs in one column. */
    private static Value wide(int products) {
        return Value.sum(IntStream.range(0, products)
                        .mapToObj(i -> Value.of("w" + i, i).mul(Value.of("x" + i, -i)))
                        .toList())
                .named("s");
    }

    private static Value longNames() {
        Value f = Value.of("the first value of all", 1);
        for (int i = 0; i < 30; i++)
            f = f.mul(Value.of("the weight with number " + i, i)).add(f).named("a gate with a long name " + i);
        return f;
    }

    /** Two layers in single gates, with the loss: every hidden unit is used by every output. */
    private static Value network() {
        Sequential net = Sequential.of(Affine.rows(3, 4, 7), new Relu(), Affine.rows(4, 2, 8));
        Matrix x = Matrix.random(1, 3, 1);
        return Unrolled.of(net, x).loss(new SquaredLoss(), Matrix.row(1, -1));
    }

    private static Document page(Value f) {
        f.backward();
        return Pages.parse(GraphPicture.of(f).html());
    }

    private static double number(Element e, String name) {
        return Double.parseDouble(e.getAttribute(name));
    }

    private static Area area(Element text) {
        String type = text.getAttribute("class");
        double size = SIZES.getOrDefault(type, 12.5);
        double width = text.getTextContent().length() * size * LETTER;
        double x = number(text, "x"), y = number(text, "y");
        double left = type.endsWith("start") ? x : type.endsWith("end") ? x - width : x - width / 2;
        return new Area(text.getTextContent(), left, left + width, y - 0.75 * size, y + 0.2 * size);
    }

    private static List<Area> texts(Document page) {
        return Pages.all(page, "text").stream()
                .filter(e -> !e.getAttribute("class").equals("small start")) // the key, which stands apart
                .map(LegibleTest::area)
                .toList();
    }

    private static List<Area> boxes(Document page) {
        return Pages.all(page, "rect").stream()
                .filter(e -> e.getAttribute("class").equals("box"))
                .map(e -> new Area(
                        "box",
                        number(e, "x"),
                        number(e, "x") + number(e, "width"),
                        number(e, "y"),
                        number(e, "y") + number(e, "height")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void should_let_nothing_cover_anything_else(Graph graph) {
        int values = Trace.of(graph.output).nodes().size();
        assertTrue(values >= 60 && values <= 200, values + " values");
        Document page = page(graph.output);
        List<Area> texts = texts(page), boxes = boxes(page);
        assertTrue(texts.size() > 3 * values, "a name, a value and a gradient for each");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Area text = texts.get(i);
            for (int j = 0; j < i; j++) if (text.meets(texts.get(j))) wrong.add(text.what + " on " + texts.get(j).what);
            for (Area box : boxes)
                if (text.meets(box) && !box.holds(text)) wrong.add(text.what + " on the border of a box");
        }
        for (int i = 0; i < boxes.size(); i++)
            for (int j = 0; j < i; j++) if (boxes.get(i).meets(boxes.get(j))) wrong.add("boxes " + i + " and " + j);
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void should_draw_the_same_graph_at_the_same_place_again(Graph graph) {
        graph.output.backward();
        assertEquals(
                GraphPicture.of(graph.output).svg(),
                GraphPicture.of(graph.output).svg());
    }

    /** On a narrow page the picture scrolls: no letter is drawn smaller than 10 pixels, no number smaller than 12. */
    @Test
    void should_scroll_rather_than_shrink() {
        Element svg = Pages.all(page(Graphs.exactly(200, 1)), "svg").get(0);
        Matcher least = Pattern.compile("min-width:([\\d.]+)px").matcher(svg.getAttribute("style"));
        assertTrue(least.find());
        double scale = Double.parseDouble(least.group(1)) / number(svg, "width");
        assertTrue(12.5 * scale >= 10 && 15 * scale >= 12, "letters are drawn at " + scale + " of their size");
        Element frame = (Element) svg.getParentNode();
        assertEquals("scroll", frame.getAttribute("class"));
        assertEquals("0", frame.getAttribute("tabindex"), "the keys scroll it, too");
    }

    @Test
    void should_draw_all_of_200_values_and_fold_201() {
        assertEquals(200, boxesOf(Graphs.deep(200)));
        Value more = Graphs.deep(201);
        assertTrue(boxesOf(more) < 201);
        assertTrue(GraphPicture.of(more).html().contains("more values lie behind the dashed boxes and are not drawn."));
    }

    /** Without copy bars, of which a chain has none. */
    private static int boxesOf(Value f) {
        return boxes(page(f)).size();
    }
}
