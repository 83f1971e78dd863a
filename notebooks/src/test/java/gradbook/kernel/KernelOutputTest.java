package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import gradbook.kernel.protocol.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

/** What cells print and display arrives whole, in order and under the right cell. */
class KernelOutputTest extends WithKernel {
    @Test
    void both_streams_arrive_whole_and_in_order() {
        Answer answer = kernel.run(
                "System.out.print(\"é 中 \"); System.err.print(\"oops\"); System.out.println(\"\uD83D\uDE00\");");
        assertEquals(
                List.of("é 中 ", "oops", "\uD83D\uDE00\n"),
                answer.of("stream").stream()
                        .map(c -> c.get("text").getAsString())
                        .toList());
    }

    @Test
    void a_flood_of_pictures_waits_for_a_slow_reader_and_is_complete() throws IOException {
        try (Client other = new Client("-Xmx96m")) {
            ZMQ.Socket slow = other.subscribe(1);
            Message request = other.start("String page = \"x\".repeat(20_000);\n"
                    + "for (int i = 0; i < 6_000; i++) display(page, \"text/html\");\n\"survived\"");
            for (int i = 0; i < 1000; i++) assertNotNull(slow.recv());
            assertEquals(
                    "ok",
                    other.control("kernel_info_request", Map.of()).get("status").getAsString());
            slow.close();
            Answer answer = other.finish(request);
            assertEquals("survived", answer.plain());
            assertEquals(6_000, answer.of("display_data").size());
        }
    }

    @Test
    void a_reader_that_takes_nothing_is_not_waited_for_for_ever() throws IOException {
        try (Client other = new Client("-Xmx96m");
                ZMQ.Socket stopped = other.subscribe(1)) {
            Answer answer = other.run("String page = \"x\".repeat(20_000);\n"
                    + "for (int i = 0; i < 3_000; i++) display(page + i, \"text/html\");\n\"survived\"");
            assertEquals("survived", answer.plain());
            List<JsonObject> shown = answer.of("display_data");
            assertEquals(3_000, shown.size());
            assertTrue(shown.get(2_999).toString().contains("x2999"), "in order");
            assertNotNull(stopped.recv(), "what was sent before is still there");
        }
    }

    @Test
    void lines_end_as_notebooks_end_them_on_every_system() throws IOException {
        try (Client windows = new Client("-Dline.separator=\r\n")) {
            Answer answer =
                    windows.run("System.out.println(\"a\"); System.out.printf(\"b%n\"); System.out.print(\"c\\rd\");");
            assertEquals("a\nb\nc\rd", answer.stream("stdout"));
            assertFalse(windows.run("%help").stream("stdout").contains("\r"));
        }
    }

    @Test
    void a_flood_of_lines_arrives_complete_in_few_messages() {
        Answer answer = kernel.run("for (int i = 0; i < 100_000; i++) System.out.println(i);");
        String text = answer.stream("stdout");
        assertEquals(588_890, text.length()); // 10 + 90*2 + 900*3 + 9000*4 + 90000*5 digits and 100000 line ends
        assertEquals(IntStream.range(0, 100_000).mapToObj(i -> i + "\n").collect(Collectors.joining()), text);
        assertTrue(answer.of("stream").size() < 500);
    }

    @Test
    void output_of_a_thread_appears_under_the_cell_that_started_it() {
        Message first = kernel.start(
                "CountDownLatch go = new CountDownLatch(1);\n"
                        + "Thread late = new Thread(() -> { try { go.await(); } catch (Exception e) {} System.out.println(\"late\"); }); late.start();");
        kernel.finish(first);
        Message second = kernel.start("go.countDown(); late.join(); System.out.println(\"second\");");
        assertEquals(
                first.header().get("msg_id"),
                kernel.awaitPublished("stream", "late").parent().get("msg_id"));
        assertEquals("second\n", kernel.finish(second).stream("stdout"));
    }

    @Test
    void json_is_sent_as_json_and_what_is_none_as_a_text() {
        Answer answer = kernel.run("display(\"{\\\"a\\\": [1, 2]}\", \"application/vnd.vegalite.v5+json\");"
                + "display(\"{a\", \"application/json\");");
        List<JsonObject> shown = answer.of("display_data");
        JsonObject first = shown.get(0).getAsJsonObject("data");
        assertEquals(
                "{\"a\":[1,2]}", first.get("application/vnd.vegalite.v5+json").toString());
        JsonObject second = shown.get(1).getAsJsonObject("data");
        assertEquals("\"{a\"", second.get("application/json").toString());
    }
}
