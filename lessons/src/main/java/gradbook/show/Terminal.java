package gradbook.show;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The stage of a plain terminal: text on standard output, images as files whose path is printed. They go to the
 * directory that the property {@code gradbook.pictures} names, or to one in the system's temporary directory.
 */
public final class Terminal implements Stage {
    private static final String FANCY = "─│┌┐└┘├┤┬┴┼║…·−×";
    private static final String PLAIN = "-|+++++++++#.*-x";

    private final InputStream in; // null where nobody sits at it
    private final PrintStream out;
    private final IntSupplier width;
    private final boolean plain;
    private Path pictures;
    private int saved;

    /** A terminal at which nobody sits. */
    Terminal() {
        this(null, System.out, consoleCharset());
    }

    /** A terminal at which someone presses keys. */
    Terminal(InputStream in) {
        this(in, System.out, consoleCharset());
    }

    Terminal(InputStream in, PrintStream out, Charset charset) {
        this(in, out, charset, () -> Integer.MAX_VALUE);
    }

    /**
     * A terminal that is {@code width} columns wide at the moment; what is wider is made to fit.
     *
     * @param in where keys come from, or null where nobody sits at it
     */
    public Terminal(InputStream in, PrintStream out, Charset charset, IntSupplier width) {
        this.in = in;
        this.out = out;
        this.width = width;
        plain = !charset.newEncoder().canEncode(FANCY);
    }

    private static Charset consoleCharset() {
        String name = System.getProperty("stdout.encoding"); // from JDK 19 on
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    @Override
    public void show(String id, Map<String, String> bundle) {
        out.println(Fit.to(readable(bundle.get("text/plain")), width.getAsInt()));
        String png = bundle.get("image/png");
        if (png == null) return;
        try {
            String name = id == null ? "picture-" + ++saved : id.replaceAll("[^\\p{L}\\p{N}]+", "-");
            Path file = Files.write(
                    pictures().resolve(name + ".png"), Base64.getDecoder().decode(png));
            out.println("Saved as " + file.toAbsolutePath());
        } catch (IOException e) {
            out.println("The picture could not be saved: " + e.getMessage());
        }
    }

    @Override
    public boolean play(Showable view) {
        List<String> frames = in == null ? List.of() : view.frames();
        if (frames.isEmpty()) return false;
        Reel.play(frames, in, text -> {
            out.print(Fit.to(readable(text), width.getAsInt()));
            out.flush();
        });
        return true;
    }

    private Path pictures() throws IOException {
        String wish = System.getProperty("gradbook.pictures");
        if (pictures == null)
            pictures = wish == null ? Files.createTempDirectory("gradbook") : Files.createDirectories(Path.of(wish));
        return pictures;
    }

    /** Line drawing for consoles that know no line-drawing characters, as some on Windows do not. */
    private String readable(String text) {
        if (!plain) return text;
        StringBuilder s = new StringBuilder(text);
        for (int i = 0; i < s.length(); i++) {
            int k = FANCY.indexOf(s.charAt(i));
            if (k >= 0) s.setCharAt(i, PLAIN.charAt(k));
        }
        return s.toString();
    }

    @Override
    public boolean isRich() {
        return false;
    }
}
