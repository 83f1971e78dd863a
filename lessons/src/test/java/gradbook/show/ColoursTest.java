package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of our pages, light and dark, as eyes see them that see all colours and as those do that do not. */
class ColoursTest {
    /** Colours of which each says something that the other does not. */
    private static final String[][] PAIRS = {
        {"value", "grad"}, // in the graph, and the bars of a verdict
        {"value", "soft"}, // a value and the small print
        {"grad", "soft"},
        {"value", "paper"},
        {"grad", "paper"},
        {"mark", "gate"}, // a gate at work, and one at rest
        {"mark-line", "gate"},
        {"line", "paper"}
    };

    /** The themes in the order in which they stand: light, dark. */
    private static Map<String, Integer> theme(String scheme) {
        Matcher block =
                Pattern.compile("\\{--paper:[^}]*color-scheme:" + scheme).matcher(Styles.THEME);
        assertTrue(block.find(), scheme);
        Map<String, Integer> colors = new LinkedHashMap<>();
        Matcher color = Pattern.compile("--([a-z-]+):#([0-9a-f]{6})").matcher(block.group());
        while (color.find()) colors.put(color.group(1), Integer.parseInt(color.group(2), 16));
        assertEquals(10, colors.size(), "all colours of the theme are read");
        return colors;
    }

    /** Published pairs: Sharma, Wu and Dalal, table 1. */
    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, 2.5, 0, 73, 25, -18, 27.1492",
        "50, 2.5, 0, 50, 0, -2.5, 4.3065",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void should_tell_colours_apart_as_the_standard_does(
            double l1, double a1, double b1, double l2, double a2, double b2, double difference) {
        assertEquals(difference, Sight.ciede2000(new double[] {l1, a1, b1}, new double[] {l2, a2, b2}), 5e-5);
    }

    @Test
    void should_see_as_eyes_do() {
        assertEquals(100, Sight.USUAL.lab(0xFFFFFF)[0], 0.01);
        assertEquals(53.24, Sight.USUAL.lab(0xFF0000)[0], 0.01);
        assertEquals(21, Sight.contrast(0, 0xFFFFFF), 1e-9);
        for (Sight sight : Sight.values())
            assertEquals(0, Math.hypot(sight.lab(0x808080)[1], sight.lab(0x808080)[2]), 0.1, "grey is grey to all");
        assertConfused(Sight.PROTANOPIA, 0xE03000, 0x606000); // a red and an olive that is dark
        assertConfused(Sight.DEUTERANOPIA, 0xE03000, 0x909000); // a red and an olive that is not
        assertConfused(Sight.TRITANOPIA, 0x007054, 0x0030E0); // a green and a blue
    }

    private static void assertConfused(Sight sight, int a, int b) {
        double all = Sight.USUAL.difference(a, b), few = sight.difference(a, b);
        assertTrue(all > 40 && few < all / 2, few + " instead of " + all);
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void should_differ_for_every_eye_where_the_meaning_does(String scheme) {
        Map<String, Integer> colors = theme(scheme);
        for (String[] pair : PAIRS) {
            int a = colors.get(pair[0]), b = colors.get(pair[1]);
            for (Sight sight : Sight.values())
                assertTrue(
                        sight.difference(a, b) >= 10,
                        String.join(" and ", pair) + " differ by " + sight.difference(a, b) + " for " + sight);
        }
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void should_stand_out_from_what_they_stand_on(String scheme) {
        Map<String, Integer> colors = theme(scheme);
        for (String ground : new String[] {"paper", "gate"})
            for (String text : new String[] {"ink", "soft", "value", "grad"})
                assertTrue(Sight.contrast(colors.get(text), colors.get(ground)) >= 4.5, text + " on " + ground);
        assertTrue(Sight.contrast(colors.get("ink"), colors.get("mark")) >= 4.5, "a symbol in a gate at work");
        assertTrue(Sight.contrast(colors.get("line"), colors.get("paper")) >= 3, "wires");
        assertTrue(Sight.contrast(colors.get("mark-line"), colors.get("mark")) >= 3, "a gate's border at work");
    }

    /** Weight, slant, width, dashes and place say the same again. */
    @Test
    void should_never_let_colour_say_it_alone() {
        assertTrue(Styles.THEME.contains(".gb .v{font-weight:650}.gb .g{font-style:italic}"), "values and gradients");
        assertTrue(
                Styles.GRAPH.contains(".gb .marked>path{stroke:var(--ink);stroke-width:4}"), "paths that are marked");
        assertTrue(Styles.GRAPH.contains(".gb .rim .box{stroke-dasharray:4 3}"), "boxes with more behind them");
        assertTrue(Styles.PLAYER.contains("stroke:var(--mark-line);stroke-width:3.5}"), "a gate at work");
        assertTrue(Styles.PLAYER.contains(".gb .fresh{text-decoration:underline"), "a number that is new");
        assertFalse(Styles.VERDICT.contains(".verdict.right{border-left:"), "a right verdict's bar is single,");
        assertTrue(Styles.VERDICT.contains(".verdict.wrong{border-left:6px double"), "a wrong one's double");
    }
}
