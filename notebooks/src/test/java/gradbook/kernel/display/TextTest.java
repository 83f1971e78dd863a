package gradbook.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTest {
    record Line(double[] weights, String name) {}

    @Test
    void arrays_show_their_elements_wherever_they_are() {
        assertEquals("[1, 2]", Text.of(new int[] {1, 2}));
        assertEquals("[[1.0, 2.0],\n [3.0]]", Text.of(new double[][] {{1, 2}, {3}}));
        assertEquals("[null, [1]]", Text.of(new int[][] {null, {1}}));
        assertEquals("[[1, 2], a]", Text.of(Arrays.asList(new int[] {1, 2}, "a")));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("w", new double[] {0.5});
        map.put("none", null);
        assertEquals("{w=[0.5], none=null}", Text.of(map));
        assertEquals("Line[weights=[0.5], name=l]", Text.of(new Line(new double[] {0.5}, "l")));
    }

    @Test
    void what_is_long_or_endless_is_elided() {
        String text = Text.of(Collections.nCopies(1_000_000, 7));
        assertTrue(text.endsWith(", 7, ... 999900 more]"), text);
        assertEquals(100, text.split("7").length - 1);
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertEquals("[[[[[[[[[...]]]]]]]]]", Text.of(itself));
    }

    @Test
    void a_stream_is_told_and_left_as_it_is() {
        Stream<Integer> stream = Stream.of(1, 2);
        assertTrue(Text.of(stream).startsWith("a stream, "), Text.of(stream));
        assertEquals(List.of(1, 2), stream.toList());
    }

    @Test
    void what_has_a_text_of_its_own_keeps_it() {
        for (Object own : new Object[] {"text", 1, new StringBuilder("b"), Thread.State.NEW, new Object() {}})
            assertFalse(Text.knows(own), () -> String.valueOf(own));
        assertFalse(Text.knows(null));
    }

    @Test
    void an_array_of_rows_of_numbers_is_a_table() {
        assertEquals(
                """
                double[2][2]
                        0    1
                ─  ───  ───
                0  1.0  2.0
                1  3.0""".replaceAll(" +|─+", " "),
                Text.table(new double[][] {{1, 2}, {3}}).text().replaceAll(" +|─+", " "));
        String large = Text.table(new int[50][50]).html();
        assertTrue(large.contains("... 30 more rows"), large);
        assertEquals(1 + 21 * 22, large.split("<t[hd]").length - 1); // thead, and a head and 20 rows of 22 cells
        assertNull(Text.table(new int[3]));
        assertNull(Text.table(new String[][] {{"a"}}));
        assertNull(Text.table(new int[0][0]));
        assertNull(Text.table("text"));
    }

    @Test
    void deep_arrays_are_elided_altogether_and_a_hundred_rows_of_a_hundred_are_not() {
        int[][] square = new int[100][100];
        for (int[] row : square) Arrays.fill(row, 7);
        assertEquals(10_000, Text.of(square).split("7").length - 1);
        assertFalse(Text.of(square).contains("more"));
        String deep = Text.of(new boolean[90][90][90][90]);
        int shown = deep.split("false").length - 1;
        assertTrue(shown > 10_000 && shown < 11_000, "shown: " + shown);
        assertTrue(deep.endsWith(" more]"), deep.substring(deep.length() - 50));
    }
}
