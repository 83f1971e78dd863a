package gradbook.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.show.Sight;
import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of charts as every eye sees them, on light pages and through the filter of dark ones. */
class ThemeTest {
    private static final int LINES = 5; // of different colours
    private static final double APART = 10; // CIEDE2000: different at a glance, and not only side by side

    /** What a page makes of a chart; dark ones say {@code invert(.92) hue-rotate(180deg)}. */
    private enum Page {
        LIGHT(color -> color),
        DARK(Page::turned);

        private final IntUnaryOperator filter;

        Page(IntUnaryOperator filter) {
            this.filter = filter;
        }

        int shows(Color color) {
            return filter.applyAsInt(color.getRGB() & 0xFFFFFF);
        }

        /** The Filter Effects standard: both work on sRGB as it is; the matrix is that of half a turn. */
        private static int turned(int color) {
            double[] parts = new double[3];
            for (int i = 0; i < 3; i++) parts[i] = 0.92 - 0.84 * (color >> 16 - 8 * i & 0xFF) / 255;
            double[][] half = {{-0.574, 1.430, 0.144}, {0.426, 0.430, 0.144}, {0.426, 1.430, -0.856}};
            int turned = 0;
            for (double[] row : half) {
                double sum = row[0] * parts[0] + row[1] * parts[1] + row[2] * parts[2];
                turned = turned << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, sum)));
            }
            return turned;
        }
    }

    private static void assertApart(Page page, List<Color> colors) {
        for (int i = 0; i < colors.size(); i++)
            for (int j = 0; j < i; j++) {
                int a = page.shows(colors.get(i)), b = page.shows(colors.get(j));
                for (Sight sight : Sight.values()) {
                    String pair = String.format("%06x and %06x on %s pages for %s", a, b, page, sight);
                    assertTrue(sight.difference(a, b) >= APART, pair + ": " + sight.difference(a, b));
                }
            }
    }

    @ParameterizedTest
    @EnumSource
    void should_draw_lines_that_every_eye_tells_apart(Page page) {
        assertApart(page, IntStream.range(0, LINES).mapToObj(Theme::color).toList());
        for (int i = 0; i < LINES; i++)
            assertTrue(Sight.contrast(page.shows(Theme.color(i)), page.shows(Color.WHITE)) >= 3, "line " + i);
    }

    @ParameterizedTest
    @EnumSource
    void should_tint_what_every_eye_tells_apart(Page page) {
        for (boolean isBehindNumbers : new boolean[] {false, true})
            assertApart(page, Arrays.asList(Theme.scale(isBehindNumbers, true)));
        for (Color tint : Theme.scale(true, true))
            assertTrue(Sight.contrast(page.shows(Theme.INK), page.shows(tint)) >= 4.5, "numbers on " + tint);
        assertApart(page, List.of(Boundary.TINTS));
        for (Color tint : Boundary.TINTS)
            for (int side = 0; side < 2; side++)
                assertTrue(Sight.contrast(page.shows(Theme.color(side)), page.shows(tint)) >= 3, "points on a tint");
    }

    @Test
    void should_give_each_line_a_marker_and_dashes_of_its_own() {
        Set<List<Object>> looks = new HashSet<>();
        for (int i = 0; i < LINES * LINES; i++) looks.add(List.of(Theme.color(i), Theme.marker(i)));
        assertEquals(LINES * LINES, looks.size(), "pairs of colour and marker");
        assertEquals(
                LINES,
                IntStream.range(0, LINES).mapToObj(Theme::marker).distinct().count(),
                "not by colour alone");
        assertEquals(
                LINES,
                IntStream.range(0, LINES)
                        .mapToObj(i -> Arrays.toString(Theme.line(i, false).getDashArray()))
                        .distinct()
                        .count());
    }

    /** Both ends have the same contrast to white, within three parts of a hundred: no sign looks stronger than the other. */
    @ParameterizedTest
    @EnumSource
    void should_have_ends_of_like_strength_around_0(Page page) {
        for (boolean isBehindNumbers : new boolean[] {false, true}) {
            Color[] scale = Theme.scale(isBehindNumbers, true);
            assertEquals(Color.WHITE, scale[1]);
            double[] strengths = Stream.of(scale[0], scale[2])
                    .mapToDouble(end -> Sight.contrast(page.shows(end), page.shows(Color.WHITE)))
                    .toArray();
            assertEquals(1, strengths[0] / strengths[1], 0.03);
        }
    }
}
