package gradbook.show;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * The stage of a plain terminal: text on standard output, images as files whose path is printed. They go to the folder
 * that the property {@code gradbook.pictures} names, or to {@code gradbook-pictures-USER} among the system's temporary
 * files, always the same: there they stay until the next program shows its own. While one does, another gets a new folder.
 */
public final class Terminal implements Stage {
    private static final String FANCY = "─│┌┐└┘├┤┬┴┼║…·−×";
    private static final String PLAIN = "-|+++++++++#.*-x";

    private static final Map<Path, FileChannel> LOCKS = new HashMap<>(); // held until this program ends
    private static int saved; // by all terminals of this program, which share a folder

    private final BiConsumer<List<String>, Consumer<String>> reel; // null where nobody sits at it
    private final PrintStream out;
    private final IntSupplier width;
    private final boolean plain;
    private Path pictures;

    /** A terminal at which nobody sits. */
    Terminal() {
        this((InputStream) null, System.out, consoleCharset());
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
     * @param in where lines come from that turn the frames of a player, or {@code null} where nobody sits at it
     */
    public Terminal(InputStream in, PrintStream out, Charset charset, IntSupplier width) {
        this(out, charset, width, in == null ? null : (frames, show) -> Reel.byLines(frames, in, show));
    }

    /**
     * The same where single keys turn the frames.
     *
     * @param press shows a line and waits for a key; {@code ""} is on, {@code "b"} back, {@code "q"} the end
     */
    public Terminal(UnaryOperator<String> press, PrintStream out, Charset charset, IntSupplier width) {
        this(out, charset, width, (frames, show) -> Reel.byKeys(frames, press, show));
    }

    private Terminal(
            PrintStream out, Charset charset, IntSupplier width, BiConsumer<List<String>, Consumer<String>> reel) {
        this.reel = reel;
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
            String name = id == null ? "picture-" + next() : id.replaceAll("[^\\p{L}\\p{N}]+", "-");
            Path file = pictures().resolve(name + ".png");
            Files.write(
                    file,
                    Base64.getDecoder().decode(png),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            out.println("Saved as " + file.toAbsolutePath());
        } catch (IOException e) {
            out.println("The picture could not be saved: " + e.getMessage());
        }
    }

    @Override
    public boolean play(Showable view) {
        List<String> frames = reel == null ? List.of() : view.frames();
        if (frames.isEmpty()) return false;
        reel.accept(frames, text -> {
            out.print(Fit.to(readable(text), width.getAsInt()));
            out.flush();
        });
        return true;
    }

    private static synchronized int next() {
        return ++saved;
    }

    private Path pictures() throws IOException {
        String wish = System.getProperty("gradbook.pictures");
        if (pictures == null) pictures = wish == null ? own() : Files.createDirectories(Path.of(wish));
        return pictures;
    }

    /** A folder that bears this person's name, if nobody else may write in it and no other program does; or a new one. */
    private static synchronized Path own() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String user = System.getProperty("user.name").replaceAll("[^\\p{L}\\p{N}]+", "-");
        Path folder = temporary.resolve("gradbook-pictures-" + user);
        Path made = Files.createTempDirectory(temporary, "gradbook-pictures-"); // for its owner only
        try {
            UserPrincipal person = Files.getOwner(made);
            try {
                Files.move(made, folder);
            } catch (IOException e) {
                // an earlier program's, or who knows whose
            }
            if (isOnlyFor(person, folder) && isLocked(folder)) return folder;
        } finally {
            Files.deleteIfExists(made);
        }
        return Files.createTempDirectory(temporary, "gradbook-pictures-");
    }

    private static boolean isOnlyFor(UserPrincipal person, Path folder) throws IOException {
        boolean isOwn = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(person);
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!isOwn || view == null) return isOwn; // Windows has temporary files of each person
        Set<PosixFilePermission> all = view.readAttributes().permissions();
        return !all.contains(PosixFilePermission.GROUP_WRITE) && !all.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Whether the folder is this program's until it ends: two that count their pictures would overwrite each other's. */
    private static boolean isLocked(Path folder) {
        if (LOCKS.containsKey(folder)) return true;
        Path file = folder.resolve(".in-use");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock() != null) LOCKS.put(folder, channel);
            else channel.close();
        } catch (IOException | OverlappingFileLockException e) {
            // a file system without locks, or a second loader of this class
        }
        return LOCKS.containsKey(folder);
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
