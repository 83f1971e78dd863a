package gradbook.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQException;

/** Asks the person at the front end for a line (the stdin channel); one thread owns the socket. */
public final class Prompter {
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String NOBODY =
            "Nobody can type: the front end that runs this cell is not connected for input, or not any more.";

    private record Question(String prompt, boolean password, Message parent, CompletableFuture<String> answer) {}

    private final Channel channel;
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();

    Prompter(Channel channel) {
        this.channel = channel;
        Thread thread = new Thread(this::ask, "stdin");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Shows a prompt and waits for the line that the person types.
     *
     * @throws IllegalStateException if there is no front end to ask, or none any more
     */
    public String ask(String prompt, boolean password, Message parent) throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        questions.add(new Question(prompt, password, parent, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } finally {
            answer.cancel(false); // the cell was interrupted: nobody waits for the line any more
        }
    }

    private void ask() {
        try {
            while (true) {
                Question question = questions.take();
                if (!question.answer.isDone()) ask(question);
            }
        } catch (InterruptedException e) {
            Log.error("The input thread was interrupted", e);
        } catch (ZMQException e) {
            // the kernel closes
        }
    }

    private void ask(Question question) {
        while (channel.receive(Duration.ZERO).isPresent()) {} // answers to prompts that were given up
        JsonObject content = new JsonObject();
        content.addProperty("prompt", question.prompt);
        content.addProperty("password", question.password);
        boolean asked = false;
        long seen = System.nanoTime(); // when the front end was last known to be there
        while (!question.answer.isDone()) {
            if (!asked) asked = channel.reach("input_request", content, question.parent);
            if (asked && channel.hasPeers()) seen = System.nanoTime();
            else if (System.nanoTime() - seen > PATIENCE_NANOS)
                question.answer.completeExceptionally(new IOException(NOBODY));
            channel.receive(GLANCE)
                    .filter(message -> message.type().equals("input_reply"))
                    .ifPresent(message -> question.answer.complete(message.text("value", "")));
        }
    }
}
