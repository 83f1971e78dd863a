package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.picture.Player;
import gradbook.scalar.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The image that moves in the README is what the player draws; {@code -Dnotebooks.update} writes it anew. */
class ImagesTest {

    @Test
    void should_show_the_walk_of_the_first_lesson() throws IOException {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        String film = Player.of(x.add(y).named("q").mul(z).named("f")).film();
        Path file = Path.of("images", "player.svg");
        if (System.getProperty("notebooks.update") != null) Files.writeString(file, film);
        assertEquals(
                film, Files.readString(file), file + " is not what the player draws: mvn verify -Dnotebooks.update");
        assertTrue(Files.size(file) < 300_000);
    }
}
