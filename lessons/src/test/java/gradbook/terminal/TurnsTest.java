package gradbook.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.show.Show;
import gradbook.show.Showable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The frames of a player in front of a person: by one key on a real terminal, by a line on one that knows lines only. */
class TurnsTest {
    private static final Showable FILM = new Showable() {
        @Override
        public String text() {
            return "a film";
        }

        @Override
        public List<String> frames() {
            return List.of("one", "two", "three");
        }
    };

    private static List<String> frames(String printed) {
        return printed.lines()
                .map(String::strip)
                .filter(line -> line.matches("one|two|three"))
                .toList();
    }

    @Test
    void should_turn_at_one_key_as_the_steps_of_a_lecture_do() {
        assertEquals(List.of("one", "two", "one", "two", "three"), frames(Typist.at("\rb\r \r", s -> Show.show(FILM))));
        assertEquals(
                List.of("one", "two", "one"), frames(Typist.at("\u001b[C\u001b[Dq", s -> Show.show(FILM))), "arrows");
        assertEquals(List.of("one"), frames(Typist.at("", s -> Show.show(FILM))), "the end of the input");
        assertEquals(List.of("one", "two"), frames(Typist.at("x\rq", s -> Show.show(FILM))), "x means nothing");
    }

    @Test
    void should_turn_at_lines_where_a_terminal_knows_no_keys() {
        String printed = Typist.at("dumb", 80, "\nb\n\nq\n", Map.of(), s -> Show.show(FILM));
        assertEquals(List.of("one", "two", "one", "two"), frames(printed));
        assertTrue(printed.contains("b Enter: back"), printed);
    }
}
