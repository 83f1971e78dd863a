package gradbook.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.show.Pages;
import gradbook.show.Show;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {
    private static final double[] DELTA = {-1, 0, 1};

    /** f = (x + y) z at (-2, 5, -4) with one input nudged: slopes -4, -4 and 3. */
    private static Plot nudges() {
        return Charts.lines("f when one input is nudged", "nudge", "f")
                .series("x", DELTA, new double[] {-8, -12, -16})
                .series("y", DELTA, new double[] {-8, -12, -16})
                .series("z", DELTA, new double[] {-15, -12, -9});
    }

    @Test
    void should_say_in_words_what_the_data_does() {
        Element image = Pages.all(Pages.parse(nudges().html()), "img").get(0);
        assertEquals(
                "f when one input is nudged: x falls from -8 at nudge -1 to -16 at nudge 1; y runs like x; "
                        + "z rises from -15 at nudge -1 to -9 at nudge 1.",
                image.getAttribute("alt"));
    }

    @Test
    void should_name_turning_points() {
        Plot plot = Charts.lines("t", "x", "y").series("loss", new double[] {0, 1, 2}, new double[] {3, 0.123456, 2});
        assertEquals("t: loss goes from 3 at x 0 to 2 at x 2, lowest 0.123 at 1.", AltText.of(plot.chart()));
    }

    @Test
    void should_draw_at_twice_the_size_it_is_shown() throws Exception {
        Element image = Pages.all(Pages.parse(nudges().html()), "img").get(0);
        String data = image.getAttribute("src").replace("data:image/png;base64,", "");
        BufferedImage png =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        assertEquals(2 * Integer.parseInt(image.getAttribute("width")), png.getWidth());
        assertEquals(2 * Integer.parseInt(image.getAttribute("height")), png.getHeight());
    }

    @Test
    void should_show_both_of_two_lines_that_coincide() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(nudges().png()));
        assertTrue(has(png, Theme.color(0).getRGB()), "the broad line below");
        assertTrue(has(png, Theme.color(1).getRGB()), "the dashes on top");
    }

    private static boolean has(BufferedImage image, int color) {
        int plotted = image.getHeight() * 3 / 4; // above the legend
        for (int y = 0; y < plotted; y++)
            for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) == color) return true;
        return false;
    }

    @Test
    void should_keep_the_data_behind_a_disclosure() {
        Document page = Pages.parse(nudges().html());
        assertEquals(1, Pages.all(page, "details").size());
        assertEquals(
                List.of("nudge", "x", "y", "z", "\u22121", "0", "1"),
                Pages.all(page, "th").stream().map(Element::getTextContent).toList());
        assertEquals("\u22129", Pages.all(page, "td").get(8).getTextContent());
    }

    @Test
    void should_alternate_the_marks_where_lines_coincide_in_a_terminal() {
        List<String> rows = nudges().text().lines().toList();
        assertTrue(rows.get(2).startsWith(" -8 ┤o"), rows.get(2));
        assertTrue(rows.stream().anyMatch(r -> r.contains("o") && r.contains("x")));
        assertEquals("o x   x y   + z", rows.get(rows.size() - 1));
    }

    @Test
    void should_show_any_chart_of_xchart() {
        PieChart pie =
                new PieChartBuilder().width(200).height(150).title("shares").build();
        pie.addSeries("a", 1);
        pie.addSeries("b", 2);
        Map<String, String> bundle = Show.bundle(pie);
        assertEquals("Pie Chart: shares", bundle.get("text/plain"));
        Element image = Pages.all(Pages.parse(bundle.get("text/html")), "img").get(0);
        assertEquals("Pie Chart: shares", image.getAttribute("alt"));
        assertTrue(Show.bundle(nudges().chart()).get("text/html").contains("y runs like x"));
    }

    @Test
    void should_refuse_lines_that_do_not_fit() {
        Plot plot = Charts.lines("t", "x", "y");
        String tooFew = assertThrows(
                        IllegalArgumentException.class, () -> plot.series("a", new double[2], new double[3]))
                .getMessage();
        assertEquals(
                "The line \"a\" has 2 x values and 3 y values: give one y for every x, and at least one point.",
                tooFew);
        plot.series("a", new double[1], new double[1]);
        assertThrows(IllegalArgumentException.class, () -> plot.series("a", new double[1], new double[1]));
    }

    @Test
    void should_escape_titles_and_names() {
        Plot plot = Charts.lines("<b>\"&$x$", "<i>", "'").series("<script>", DELTA, DELTA);
        assertEquals(0, Pages.all(Pages.parse(plot.html()), "script").size());
    }

    @Test
    void should_draw_without_any_data() {
        Plot plot = Charts.lines("nothing yet", "x", "y");
        Pages.parse(plot.html());
        assertEquals("nothing yet: no data yet.", AltText.of(plot.chart()));
        assertTrue(plot.text().startsWith("nothing yet"));
    }
}
