package gradbook.show;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Frames in a terminal, one after the other as someone presses Enter. */
final class Reel {
    private static final String HELP = "Enter: on, b: back, q: end > ";

    private Reel() {}

    /** Plays {@code frames} until the last one has been left, someone enters {@code q}, or the input ends. */
    static void play(List<String> frames, InputStream in, Consumer<String> out) {
        for (int i = 0; i < frames.size(); ) {
            out.accept("\n" + frames.get(i) + "\n\n[" + (i + 1) + " of " + frames.size() + "] " + HELP);
            String wish = line(in);
            if (wish == null) out.accept("\n");
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
