package gradbook.show;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Frames in a terminal, one after the other as someone turns them. */
final class Reel {
    private static final String LINES = "Enter: on, b Enter: back, q Enter: end > ";
    private static final String KEYS = "Enter: on, b: back, q: end";

    private Reel() {}

    /** Plays {@code frames} until the last one has been left, someone enters {@code q}, or the input ends. */
    static void byLines(List<String> frames, InputStream in, Consumer<String> out) {
        play(frames, out, prompt -> {
            out.accept("\n\n" + prompt + LINES);
            String wish = line(in);
            if (wish == null) out.accept("\n");
            return wish;
        });
    }

    /** Plays them by single keys, which {@code press} waits for: it gets what to say meanwhile, and answers as a line would. */
    static void byKeys(List<String> frames, UnaryOperator<String> press, Consumer<String> out) {
        play(frames, out, prompt -> {
            out.accept("\n\n");
            return press.apply(prompt + KEYS);
        });
    }

    private static void play(List<String> frames, Consumer<String> out, UnaryOperator<String> turn) {
        for (int i = 0; i < frames.size(); ) {
            out.accept("\n" + frames.get(i));
            String wish = turn.apply("[" + (i + 1) + " of " + frames.size() + "] ");
            if (wish == null || wish.startsWith("q")) return;
            i = wish.startsWith("b") ? Math.max(0, i - 1) : i + 1;
        }
    }

    /** The next line, not a byte more of the input, which others read too; {@code null} at its end. */
    private static String line(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) return line.isEmpty() ? null : line.toString();
                line.append((char) c);
            }
        } catch (IOException e) {
            return null;
        }
        return line.toString().strip();
    }
}
