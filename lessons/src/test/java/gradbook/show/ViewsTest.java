package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.Derivation;
import gradbook.derivative.FourWays;
import gradbook.derivative.GradientCheck;
import gradbook.matrix.Matrix;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ViewsTest {

    private static Value product() {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        Value f = x.add(y).named("q").mul(z).named("f");
        f.backward();
        return f;
    }

    @Test
    void should_set_a_matrix_with_its_name_and_its_shape() {
        assertEquals(
                "$$\\underset{1 \\times 2}{\\text{x\u1d40 g, a  b}} = \\begin{bmatrix} 1 & 2 \\end{bmatrix}$$",
                Show.bundle(Matrix.row(1, 2).named("x^T g, a_{b")).get("text/latex"));
        assertEquals(
                "$$\\begin{bmatrix} 1 & 2 \\end{bmatrix}$$",
                Show.bundle(Matrix.row(1, 2)).get("text/latex"));
    }

    @Test
    void should_show_a_value_as_its_graph_and_a_trace_as_its_table() {
        assertTrue(Show.bundle(product()).get("text/html").contains("<svg"));
        Document page = Pages.parse(Show.bundle(Trace.of(product())).get("text/html"));
        assertEquals(1, Pages.all(page, "table").size());
    }

    @Test
    void should_show_a_derivation_as_a_formula() {
        Map<String, String> bundle = Show.bundle(Derivation.of(product()));
        assertEquals(List.of("text/plain", "text/latex"), List.copyOf(bundle.keySet()));
        assertTrue(bundle.get("text/latex").startsWith("$$")
                && bundle.get("text/latex").endsWith("$$"));
        assertTrue(bundle.get("text/plain").contains("= -4"));
    }

    @Test
    void should_show_a_gradient_check_as_a_table_with_its_verdict() {
        Document page = Pages.parse(Show.bundle(GradientCheck.of(product())).get("text/html"));
        assertEquals(
                List.of("x", "y", "z"),
                Pages.all(page, "th").stream()
                        .filter(e -> e.getAttribute("scope").equals("row"))
                        .map(Element::getTextContent)
                        .toList());
        assertEquals(List.of("3 gradients checked."), Pages.texts(page, "p", "note"));
    }

    @Test
    void should_show_four_ways_as_a_table() {
        Document page = Pages.parse(Show.bundle(FourWays.of(product())).get("text/html"));
        assertEquals("\u2202/\u2202x", Pages.all(page, "th").get(1).getTextContent());
    }

    @Test
    void should_show_the_head_of_a_data_set() {
        double[] numbers = new double[50];
        String[] names = new String[50];
        Arrays.fill(names, "<b>");
        Table table =
                Table.create("penguins", DoubleColumn.create("mass", numbers), StringColumn.create("kind", names));
        Document page = Pages.parse(Show.bundle(table).get("text/html"));
        assertEquals(21, Pages.all(page, "tr").size());
        assertEquals(
                "penguins: 50 rows, 2 columns; the first 20 are shown",
                Pages.all(page, "caption").get(0).getTextContent());
    }

    @Test
    void should_show_anything_else_as_its_text() {
        assertEquals(Map.of("text/plain", "null"), Show.bundle(null));
        assertEquals(Map.of("text/plain", "<b>"), Show.bundle("<b>"));
        assertFalse(Show.bundle(List.of(1, 2)).containsKey("text/html"));
    }
}
