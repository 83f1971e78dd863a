package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal terminal(Charset charset) {
        return new Terminal(null, new PrintStream(bytes, true, StandardCharsets.UTF_8), charset);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void should_draw_with_plain_signs_where_the_console_knows_no_others() {
        terminal(StandardCharsets.ISO_8859_1).show(null, Map.of("text/plain", "x ──┐ ├ └ ║ │"));
        assertEquals("x --+ + + # |" + System.lineSeparator(), printed());
    }

    @Test
    void should_leave_the_drawing_alone_where_the_console_knows_it() {
        terminal(StandardCharsets.UTF_8).show(null, Map.of("text/plain", "x ──┐"));
        assertEquals("x ──┐" + System.lineSeparator(), printed());
    }

    private static Showable film(String... frames) {
        return new Showable() {
            @Override
            public String text() {
                return "a film";
            }

            @Override
            public List<String> frames() {
                return List.of(frames);
            }
        };
    }

    private List<String> played(String keys) {
        InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        Terminal terminal =
                new Terminal(in, new PrintStream(bytes, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertTrue(terminal.play(film("one", "two", "three")));
        return printed().lines().filter(line -> line.matches("one|two|three")).toList();
    }

    @Test
    void should_play_frames_enter_by_enter_back_with_b_and_until_the_last_is_left() {
        assertEquals(List.of("one", "two", "one", "two", "three"), played("\nb\r\n\n\n\n\n\n"));
    }

    @Test
    void should_stop_playing_at_q_and_at_the_end_of_the_input() {
        assertEquals(List.of("one", "two"), played("\nq\n\n"));
        bytes.reset();
        assertEquals(List.of("one"), played(""));
    }

    @Test
    void should_say_what_the_letters_need() {
        played("q\n");
        assertTrue(printed().contains("[1 of 3] Enter: on, b Enter: back, q Enter: end > "), printed());
    }

    @Test
    void should_play_by_single_keys_where_they_can_be_read() {
        Iterator<String> keys = List.of("", "b", "", "q").iterator();
        List<String> prompts = new ArrayList<>();
        UnaryOperator<String> press = prompt -> {
            prompts.add(prompt);
            return keys.next();
        };
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Terminal(press, out, StandardCharsets.UTF_8, () -> 80).play(film("one", "two", "three"));
        assertEquals(
                List.of("one", "two", "one", "two"),
                printed().lines().filter(line -> line.matches("one|two|three")).toList());
        assertEquals("[2 of 3] Enter: on, b: back, q: end", prompts.get(1));
    }

    @Test
    void should_leave_the_input_behind_the_last_frame_to_others() throws Exception {
        InputStream in = new ByteArrayInputStream("\nnext".getBytes(StandardCharsets.UTF_8));
        new Terminal(in, new PrintStream(bytes), StandardCharsets.UTF_8).play(film("only"));
        assertEquals("next", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void should_print_the_text_where_nobody_turns_the_frames() {
        assertFalse(terminal(StandardCharsets.UTF_8).play(film("one")));
    }

    @Test
    void should_save_an_image_and_print_where() throws Exception {
        byte[] image = {1, 2, 3};
        Map<String, String> bundle =
                Map.of("text/plain", "a plot", "image/png", Base64.getEncoder().encodeToString(image));
        terminal(StandardCharsets.UTF_8).show("../my loss", bundle);
        String[] lines = printed().split(System.lineSeparator());
        assertEquals("a plot", lines[0]);
        assertTrue(lines[1].startsWith("Saved as "), lines[1]);
        Path file = Path.of(lines[1].substring("Saved as ".length()));
        assertEquals("-my-loss.png", file.getFileName().toString());
        assertArrayEquals(image, Files.readAllBytes(file));
    }
}
