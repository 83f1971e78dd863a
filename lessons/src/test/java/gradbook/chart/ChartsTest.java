package gradbook.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.show.Pages;
import gradbook.show.Show;
import gradbook.show.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Element;

class ChartsTest {

    @AfterEach
    void leaveTheStage() {
        Show.open(null);
    }

    @Test
    void should_number_the_steps_of_a_run_from_zero() {
        // B §5.4 trained with learning rate 0.5
        Plot plot = Charts.loss("Logistic regression")
                .run("0.5", new double[] {0.220417, 0.127711, 0.090820, 0.070712, 0.057988, 0.049188});
        assertEquals(
                "Logistic regression: 0.5 falls from 0.22 at step 0 to 0.0492 at step 5.", AltText.of(plot.chart()));
    }

    @Test
    void should_leave_out_what_has_no_place_on_a_logarithmic_axis() {
        double[] hs = {1, 0.1, 0, -1};
        Plot plot = Charts.lines("e", "h", "error")
                .series("a", hs, new double[] {1, 0, 2, 3})
                .logX()
                .logY();
        XYSeries series = plot.chart().getSeries("a");
        assertEquals(List.of(1.0), Arrays.stream(series.getXData()).boxed().toList());
        Plot plain = Charts.lines("e", "h", "error").logY();
        assertThrows(IllegalArgumentException.class, () -> plain.series("none", hs, new double[4]));
    }

    @Test
    void should_cut_a_function_at_its_poles_and_draw_its_tangent() {
        // 2 / sin(exp(-x)): poles at -4.51203 and -4.47693; slope at -4.499 by the chain rule
        Plot plot = Charts.function("f", x -> 2 / Math.sin(Math.exp(-x)), -4.53, -4.46)
                .tangent(-4.499, -80.3930566018);
        double[] xs = plot.chart().getSeries("f").getXData();
        double[] ys = plot.chart().getSeries("f").getYData();
        for (double pole : new double[] {-4.51203, -4.47693}) {
            int at = IntStream.range(0, xs.length)
                    .filter(i -> xs[i] >= pole)
                    .findFirst()
                    .getAsInt();
            assertTrue(Double.isNaN(ys[at]), "the curve is cut at " + pole);
        }
        XYSeries point = plot.chart().getSeries("at x = -4.499");
        assertEquals(2.1639512537, point.getYData()[0], 1e-3);
        XYSeries tangent = plot.chart().getSeries("tangent, slope -80.4");
        double slope =
                (tangent.getYData()[1] - tangent.getYData()[0]) / (tangent.getXData()[1] - tangent.getXData()[0]);
        assertEquals(-80.3930566018, slope, 1e-6);
        Pages.parse(plot.html());
    }

    @Test
    void should_have_two_powers_of_ten_on_every_logarithmic_axis() {
        Plot norms = Charts.lines("n", "epoch", "norm").logY().run("W1", new double[] {0.6, 0.02});
        assertEquals(0.01, norms.chart().getStyler().getYAxisMin(), 1e-12);
        assertEquals(1, norms.chart().getStyler().getYAxisMax(), 1e-12);
        norms.run("W2", new double[] {0.009, 2}); // 0.01, 0.1 and 1 are on the axis as it is
        assertNull(norms.chart().getStyler().getYAxisMin());
    }

    @Test
    void should_draw_a_bar_for_each_number_to_its_side_of_zero() {
        Bars bars = Charts.bars("Local", "derivative", List.of("∂f/∂c", "∂c/∂b", "∂a/∂x"), -10, 40, 0.2);
        assertEquals("""
                Local

                ∂f/∂c      -10  ██████████│
                ∂c/∂b       40            │████████████████████████████████████████
                ∂a/∂x      0.2            │""", bars.text());
        Element image = Pages.all(Pages.parse(bars.html()), "img").get(0);
        assertEquals("Local: ∂f/∂c is -10; ∂c/∂b is 40; ∂a/∂x is 0.2.", image.getAttribute("alt"));
        assertEquals("640", image.getAttribute("width"));
        assertThrows(IllegalArgumentException.class, () -> Charts.bars("t", "y", List.of("a"), 1, 2));
    }

    @Test
    void should_count_the_points_on_the_side_of_their_class() {
        double[] left = {-2, -1, 1};
        double[] right = {1, 2};
        Boundary line = Charts.boundary("Split at 0", "a", "b", (a, b) -> a > 0 ? 1 : 0)
                .points("low", left, new double[] {0, 1, 2})
                .points("high", right, new double[] {0, 1});
        String says = "Split at 0: 3 points of low and 2 points of high; 4 of 5 (80%) lie on the side of their class.";
        Element image = Pages.all(Pages.parse(line.html()), "img").get(0);
        assertEquals(says, image.getAttribute("alt"));
        assertTrue(line.text().replaceFirst("\n", " ").startsWith(says));
        double[] cut = line.chart().getSeries("equally likely").getXData();
        for (double x : cut) assertEquals(0, x, 0.06, "the boundary stands at 0, to within a cell");
        assertThrows(IllegalArgumentException.class, () -> line.points("third", left, left));
    }

    @Test
    void should_draw_while_training_in_place_and_end_as_one_picture() {
        List<String> ids = new ArrayList<>();
        List<Map<String, String>> bundles = new ArrayList<>();
        Show.open(stage(true, ids, bundles));
        long start = System.nanoTime();
        try (Live live = new Live("Training", "step", "loss")) {
            for (int i = 0; i < 5_000; i++) {
                live.add("loss", i, 1.0 / (i + 1));
                if (i % 10 == 0) LockSupport.parkNanos(1_000_000);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertEquals(1, ids.stream().distinct().count(), "all in one place");
        assertTrue(ids.size() >= 3, "it grows meanwhile: " + ids.size() + " drawings");
        assertTrue(ids.size() <= 2 + 4 * seconds, ids.size() + " drawings in " + seconds + " s: at most 4 a second");
        Element image = Pages.all(Pages.parse(bundles.get(bundles.size() - 1).get("text/html")), "img")
                .get(0);
        assertTrue(image.getAttribute("alt").endsWith("to 0.0002 at step 4999."), image.getAttribute("alt"));
    }

    @Test
    void should_draw_only_the_end_of_a_training_in_a_terminal() {
        List<String> ids = new ArrayList<>();
        Show.open(stage(false, ids, new ArrayList<>()));
        try (Live live = new Live("Training", "step", "loss")) {
            for (int i = 0; i < 100; i++) live.add("loss", i, 100 - i);
        }
        assertEquals(1, ids.size());
    }

    private static Stage stage(boolean rich, List<String> ids, List<Map<String, String>> bundles) {
        return new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                ids.add(String.valueOf(id));
                bundles.add(bundle);
            }

            @Override
            public boolean isRich() {
                return rich;
            }
        };
    }
}
