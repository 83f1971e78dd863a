package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell that takes all memory and keeps it in a variable. */
@Timeout(120)
class MemoryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "List<Object> hog = new ArrayList<>(); while (true) hog.add(new byte[1 << 20]);",
                "List<Object> hog = new LinkedList<>(); while (true) hog.add(new int[1000]);",
            })
    void the_kernel_lives_on_and_names_what_it_gave_up(String fill) throws IOException {
        try (Client kernel = new Client("-Xmx512m", "-XX:+UseSerialGC")) {
            kernel.run("int[] keep = {1, 2, 3}; String text = \"kept\";");
            Answer answer = kernel.run(fill);
            assertEquals("OutOfMemoryError", answer.reply().get("ename").getAsString());
            assertTrue(answer.traceback().contains("hog (about "), answer.traceback());
            assertEquals("null", kernel.run("hog").plain());
            assertEquals(
                    "6",
                    kernel.run("int sum = 0;\nfor (int k : keep) sum += k;\nsum")
                            .plain());
            assertEquals(
                    "kept",
                    kernel.run("record Next(String s) {}\nnew Next(text).s()").plain());
        }
    }
}
