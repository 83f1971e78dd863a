package gradbook.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.show.Pages;
import gradbook.show.Showable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.HeatMapChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HeatTest {
    private static Heat jacobian() {
        return Heat.of("J", new double[][] {{1, 0}, {-2.5, 0}}).rows("z1", "z2").columns("x1", "x2");
    }

    private static Element image(Showable heat) {
        List<Element> all = Pages.all(Pages.parse(heat.html()), "img");
        assertEquals(1, all.size());
        return all.get(0);
    }

    private static BufferedImage picture(byte[] png) throws Exception {
        assertNotNull(png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** The colours of the cells, row by row, each near its upper left corner, where no number stands. */
    private static int[][] colors(BufferedImage image, int rows, int columns, int ground) {
        int left = image.getWidth(), right = 0, top = image.getHeight(), bottom = 0;
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) != ground) continue;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        int[][] colors = new int[rows][columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                colors[r][c] = image.getRGB(
                                left + (int) ((c + 0.1) * (right + 1 - left) / columns),
                                top + (int) ((r + 0.1) * (bottom + 1 - top) / rows))
                        & 0xFFFFFF;
        return colors;
    }

    private static int rgb(Color color) {
        return color.getRGB() & 0xFFFFFF;
    }

    @Test
    void should_print_the_numbers_of_a_small_grid() {
        assertEquals("""
                J
                      x1  x2
                ──  ────  ──
                z1     1   0
                z2  -2.5   0""", jacobian().text());
        HeatMapChart chart = jacobian().chart();
        assertTrue(chart.getStyler().isShowValue());
        assertFalse(chart.getStyler().isLegendVisible(), "the numbers say what the colours would");
        assertEquals("0.#;\u22120.#", chart.getStyler().getHeatMapValueDecimalPattern());
    }

    /** 0.1 as a binary number is a little more than 0.1. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "1.1, 1.1", "2.31, 2.4", "2, 2", "101, 110", "0.0031, 0.0031", "1e-300, 1e-300"})
    void should_end_its_scale_at_the_next_two_digits(double largest, double end) {
        assertEquals(end, AltText.roundedUp(largest));
        HeatMapChart chart = Heat.of("t", new double[][] {{largest, 0}}).chart();
        assertEquals(end, chart.getStyler().getMax());
    }

    /** XChart counts rows from below. */
    @Test
    void should_put_every_cell_in_its_row_and_column() {
        double[][] seen = new double[2][2];
        for (Number[] cell : jacobian().chart().getHeatMapSeries().getHeatData())
            seen[1 - cell[1].intValue()][cell[0].intValue()] = cell[2].doubleValue();
        assertEquals("[[1.0, 0.0], [-2.5, 0.0]]", Arrays.deepToString(seen));
        assertEquals(List.of("z2", "z1"), jacobian().chart().getHeatMapSeries().getYData());
        assertEquals(List.of("x1", "x2"), jacobian().chart().getHeatMapSeries().getXData());
    }

    @Test
    void should_tint_by_sign_and_size_around_0() throws Exception {
        Color[] scale = Theme.scale(true, true);
        Heat heat = Heat.of("t", new double[][] {{-2, 2}, {0, 1}, {2, -2}});
        int[][] colors = colors(picture(heat.png()), 3, 2, rgb(scale[0]));
        // The blue cells are the corners above left and below right: they span the whole grid.
        assertEquals(rgb(scale[0]), colors[0][0]);
        assertEquals(rgb(scale[2]), colors[0][1]);
        assertEquals(0xFFFFFF, colors[1][0]);
        for (int shift : new int[] {16, 8, 0}) {
            double half = (255 + (rgb(scale[2]) >> shift & 0xFF)) / 2.0;
            assertEquals(half, colors[1][1] >> shift & 0xFF, 1.01, "1 is half way from white to the colour of 2");
        }
    }

    @Test
    void should_read_every_number_of_a_small_grid_out() {
        assertEquals(
                "J: 2 by 2, from -2.5 to 1, 2 of 4 are 0; columns x1, x2; z1: 1, 0; z2: -2.5, 0.",
                image(jacobian()).getAttribute("alt"));
        Document page = Pages.parse(jacobian().html());
        assertEquals("\u22122.5", Pages.all(page, "td").get(2).getTextContent());
        assertEquals(
                2,
                Pages.all(page, "th").stream()
                        .filter(e -> e.getAttribute("scope").equals("row"))
                        .count());
        assertTrue(page.getDocumentElement().getTextContent().contains("the strongest are \u00b12.5."));
    }

    @Test
    void should_draw_at_twice_the_size_it_is_shown() throws Exception {
        Showable images = Heat.images("units", new double[][] {{1, -1, 0, 2}, {3, 0, 0, 0}}, 2);
        for (Showable heat : List.of(jacobian(), images, Heat.of("large", new double[40][90]))) {
            Element image = image(heat);
            String data = image.getAttribute("src").replace("data:image/png;base64,", "");
            BufferedImage png = picture(Base64.getDecoder().decode(data));
            assertEquals(2 * Integer.parseInt(image.getAttribute("width")), png.getWidth());
            assertEquals(2 * Integer.parseInt(image.getAttribute("height")), png.getHeight());
            assertTrue(Integer.parseInt(image.getAttribute("width")) <= Charts.WIDTH);
        }
    }

    /** 0 is the only number that may read 0, and a number that is cut off would be another one. */
    @Test
    void should_leave_numbers_out_that_would_not_be_legible() {
        assertTrue(Heat.of("fits", new double[][] {{0.125, -100}})
                .chart()
                .getStyler()
                .isShowValue());
        assertFalse(Heat.of("small", new double[][] {{1e-9, 1}})
                .chart()
                .getStyler()
                .isShowValue());
        assertFalse(Heat.of("long", new double[][] {{1e300, 1}})
                .chart()
                .getStyler()
                .isShowValue());
        assertFalse(Heat.of("many", new double[13][12]).chart().getStyler().isShowValue());
        double[][] wide = {DoubleStream.iterate(1000.25, d -> d + 1).limit(12).toArray()};
        HeatMapChart chart = Heat.of("wide", wide).chart();
        assertFalse(chart.getStyler().isShowValue(), "12 numbers of 7 letters");
        assertTrue(chart.getStyler().isLegendVisible());
    }

    @Test
    void should_count_what_a_confusion_matrix_gets_right() {
        Heat heat = Heat.confusion("Digits", new int[][] {{30, 1}, {4, 25}}, "0", "1");
        assertTrue(heat.text().startsWith("Digits: 55 of 60 (91.7%) are right\n"), heat.text());
        String alt = image(heat).getAttribute("alt");
        assertTrue(alt.contains("; the most frequent mistake: 1 taken for 0, 4 times; columns 0, 1; 0: 30, 1"), alt);
        assertEquals("true", heat.chart().getYAxisTitle());
        assertEquals("taken for", heat.chart().getXAxisTitle());
        assertEquals(2, heat.chart().getStyler().getRangeColors().length, "no colour for what cannot be negative");
    }

    @Test
    void should_say_nothing_of_mistakes_where_there_are_none() {
        Heat heat = Heat.confusion("All", new int[][] {{2, 0}, {0, 1}}, "a", "b");
        assertFalse(image(heat).getAttribute("alt").contains("mistake"));
    }

    @Test
    void should_draw_a_large_grid_with_words() {
        double[][] diagonal = new double[30][30];
        for (int i = 0; i < 30; i++) diagonal[i][i] = 2;
        Heat heat = Heat.of("J", diagonal);
        assertEquals("J: 30 by 30, from 0 to 2, 870 of 900 are 0.", image(heat).getAttribute("alt"));
        assertEquals(900, Pages.all(Pages.parse(heat.html()), "td").size(), "all numbers in a table");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "5, 1", "1, 300", "300, 1", "2, 2", "40, 300"})
    void should_draw_grids_of_every_shape(int rows, int columns) throws Exception {
        BufferedImage png = picture(Heat.of(
                        "a title that is much too long for a chart, for it never ends ".repeat(3),
                        new double[rows][columns])
                .png());
        assertTrue(
                png.getWidth() <= 2 * Charts.WIDTH && png.getHeight() <= 1400,
                png.getWidth() + " by " + png.getHeight());
        assertNotNull(Heat.images("t", new double[20][rows * columns], columns).png());
    }

    /** Of 90 columns not all can be named. */
    @Test
    void should_label_as_many_rows_and_columns_as_have_room() {
        List<?> columns =
                Heat.of("J", new double[40][90]).chart().getHeatMapSeries().getXData();
        long named = columns.stream().filter(name -> !name.equals(" ")).count();
        assertEquals(90, columns.size());
        assertTrue(named >= 10 && named <= 30, named + " named");
    }

    @Test
    void should_leave_blank_what_is_not_a_number_and_say_so() {
        Heat heat = Heat.of("J", new double[][] {{Double.NaN, 1}, {Double.NEGATIVE_INFINITY, 0}});
        assertEquals(3, heat.chart().getHeatMapSeries().getHeatData().size());
        String alt = image(heat).getAttribute("alt");
        assertTrue(alt.startsWith("J: 2 by 2, from -\u221e to 1, 1 of 4 are 0, 1 are not a number"), alt);
        Pages.parse(Heat.of("none", new double[][] {{Double.NaN}}).html());
    }

    @Test
    void should_draw_one_image_per_unit_on_one_scale() throws Exception {
        double[][] weights = {new double[64], new double[64], new double[64]};
        Arrays.fill(weights[0], 1);
        Arrays.fill(weights[1], -0.5);
        Showable units = Heat.images("units", weights, 8);
        String alt = image(units).getAttribute("alt");
        assertEquals(
                "units. unit 1: 8 by 8, from 1 to 1, 0 of 64 are 0; unit 2: 8 by 8, from -0.5 to -0.5, 0 of 64 are 0; "
                        + "unit 3: 8 by 8, from 0 to 0, 64 of 64 are 0.",
                alt);
        BufferedImage png = picture(units.png());
        Color[] scale = Theme.scale(false, true);
        int y = png.getHeight() - 60;
        assertEquals(rgb(scale[2]), png.getRGB(160, y) & 0xFFFFFF, "unit 1 is as deep as it gets");
        int second = png.getRGB(480, y) & 0xFFFFFF;
        assertEquals((255 + scale[0].getGreen()) / 2.0, second >> 8 & 0xFF, 1.01, "unit 2 half as deep");
        assertEquals(0xFFFFFF, png.getRGB(800, y) & 0xFFFFFF, "unit 3 blank");
        assertEquals(
                3 * 64, Pages.all(Pages.parse(units.html()), "td").size() - 3 * 8, "the numbers, beside the rows'");
    }

    @Test
    void should_name_twelve_units_and_count_the_rest() {
        double[][] weights =
                IntStream.range(0, 20).mapToObj(i -> new double[] {i, 1}).toArray(double[][]::new);
        String alt = image(Heat.images("units", weights, 1)).getAttribute("alt");
        assertTrue(alt.contains("unit 12: ") && alt.endsWith("; and 8 more."), alt);
    }

    @Test
    void should_refuse_grids_that_do_not_fit() {
        assertThrows(IllegalArgumentException.class, () -> Heat.of("J", new double[][] {{1, 2}, {3}}));
        assertThrows(IllegalArgumentException.class, () -> Heat.of("J", new double[0][]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Heat.of("J", new double[2][2]).rows("only one"));
        String message = assertThrows(IllegalArgumentException.class, () -> Heat.images("units", new double[3][64], 7))
                .getMessage();
        assertEquals("A row of 64 weights is no image 7 pixels wide: give a width that divides it.", message);
        String none = assertThrows(IllegalArgumentException.class, () -> Heat.images("units", new double[0][], 7))
                .getMessage();
        assertEquals("\"units\" has no images: give at least one row of weights.", none);
    }
}
