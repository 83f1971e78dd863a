package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.Jacobian;
import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.matrix.Matrix;
import gradbook.show.Pages;
import gradbook.show.Show;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class NetworkPictureTest {

    @Test
    void should_write_the_shape_on_every_wire() {
        Layer net = Sequential.of(Affine.rows(2, 3, 7), new Relu(), Affine.rows(3, 1, 8));
        Document page = Pages.parse(Show.bundle(net).get("text/html"));
        assertEquals(List.of("N×2", "N×3", "N×3", "N×1"), Pages.texts(page, "text", "v"));
        assertEquals(List.of("affine", "relu", "affine"), Pages.texts(page, "text", "fun"));
        // 2*3 weights and 3 biases, then 3*1 weights and 1 bias
        assertEquals(
                "A network of 3 layers with 13 parameters",
                Pages.all(page, "title").get(0).getTextContent());
    }

    @Test
    void should_write_samples_as_columns_where_the_layer_takes_columns() {
        Layer layer = Affine.columns(Matrix.of(new double[][] {{1, 2}, {3, 4}}), Matrix.column(7, 8));
        Document page = Pages.parse(NetworkPicture.of(layer).html());
        assertEquals(List.of("2×N", "2×N"), Pages.texts(page, "text", "v"));
        assertTrue(NetworkPicture.of(layer).text().contains("2×N\n   │\n  [affine: "));
    }

    @Test
    void should_show_a_matrix_as_a_formula() {
        Map<String, String> bundle = Show.bundle(Matrix.of(new double[][] {{1, 2}, {3, 4}}));
        assertTrue(bundle.get("text/latex").contains("1 & 2 \\\\ 3 & 4"), bundle.get("text/latex"));
    }

    @Test
    void should_show_a_jacobian_as_a_grid_with_its_account() {
        // B §8.2: relu at (1, -2, 3, -1) has the Jacobian diag(1, 0, 1, 0)
        Jacobian jacobian = Jacobian.of(new Relu(), Matrix.column(1, -2, 3, -1));
        Document page = Pages.parse(Show.bundle(jacobian).get("text/html"));
        List<String> cells =
                Pages.all(page, "td").stream().map(e -> e.getTextContent()).toList();
        assertEquals(List.of("1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0"), cells);
        assertTrue(Pages.all(page, "caption").get(0).getTextContent().contains("16 entries"));
    }
}
