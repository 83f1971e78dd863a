package gradbook.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The line that a person sees of work that takes long. */
class MeterTest {
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

    private final ByteArrayOutputStream beside = new ByteArrayOutputStream();

    private String drawn() {
        return drawn.toString(StandardCharsets.UTF_8);
    }

    private void await(String text) throws InterruptedException {
        for (int i = 0; i < 600 && !drawn().contains(text); i++) Thread.sleep(50);
        assertTrue(drawn().contains(text), drawn());
    }

    /** What stands on the last line of a screen on which this was written. */
    private static String last(String written) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        for (char c : written.substring(written.lastIndexOf('\n') + 1).toCharArray()) {
            if (c == '\r') at = 0;
            else if (at < line.length()) line.setCharAt(at++, c);
            else {
                line.append(c);
                at++;
            }
        }
        return line.toString().strip();
    }

    @Test
    void should_tell_how_far_long_work_is_give_way_to_what_is_printed_and_leave_nothing() throws Exception {
        try (Meter meter = new Meter(drawn, StandardCharsets.UTF_8, true)) {
            meter.start(() -> 40);
            await("Working, ");
            meter.at(3, 4, "epoch 3");
            await("epoch 3");
            assertTrue(last(drawn()).length() < 40, drawn());
            assertTrue(last(drawn()).startsWith("["), drawn());
            meter.write("a is 1\n".getBytes(StandardCharsets.UTF_8));
            assertEquals("a is 1", last(drawn().stripTrailing()));
            meter.stop();
            assertEquals("", last(drawn()));
        }
    }

    @Test
    void should_draw_nothing_of_short_work_and_where_nothing_can_be_drawn_over() throws Exception {
        try (Meter meter = new Meter(drawn, StandardCharsets.UTF_8, true);
                Meter plain = new Meter(drawn, StandardCharsets.UTF_8, false);
                Meter witness = new Meter(beside, StandardCharsets.UTF_8, true)) {
            meter.start(() -> 40);
            plain.start(() -> 40);
            meter.stop();
            witness.start(() -> 40); // begins last: once it has drawn, the others would have
            for (int i = 0; i < 600 && beside.size() == 0; i++) Thread.sleep(50);
            assertTrue(
                    beside.toString(StandardCharsets.UTF_8).contains("Working"), "a meter draws within half a minute");
            witness.stop();
            plain.stop();
            assertFalse(drawn().contains("Working"), drawn());
        }
    }
}
