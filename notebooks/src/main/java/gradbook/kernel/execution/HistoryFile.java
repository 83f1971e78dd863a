package gradbook.kernel.execution;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import gradbook.kernel.protocol.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The cells of all sessions, in a file that belongs to the user and that others cannot read: a line of JSON each. Several
 * kernels may write to it at the same time. What it costs to reach the file, cells never wait for it.
 */
public final class HistoryFile {
    /** One cell; the result is the text of its value, or null. */
    record Entry(int session, int line, String code, String result) {
        /** With the beginning of a result that is long: nobody recalls a megabyte, and a session keeps all its cells. */
        static Entry of(int session, int line, String code, String result) {
            boolean isLong = result != null && result.length() > MOST_RESULT;
            return new Entry(session, line, code, isLong ? result.substring(0, MOST_RESULT) : result);
        }
    }

    /** The environment variable that says where the file is, or {@code off} for none. */
    public static final String VARIABLE = "GRADBOOK_HISTORY";

    private static final long MOST_BYTES = 8 << 20;
    private static final int MOST_RESULT = 2000; // characters of a result that are kept
    private static final Gson GSON = new Gson();

    private final Path file;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "history");
        thread.setDaemon(true);
        return thread;
    });
    private int session; // 0 until the first cell

    /** @param file null to keep nothing */
    HistoryFile(Path file) {
        this.file = file;
    }

    /** The file that the environment names, or the one in the user's folder for programs' data. */
    static HistoryFile of(Map<String, String> environment, String system, Path home) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (own.equals("off")) return new HistoryFile(null);
        if (!own.isBlank()) return new HistoryFile(home.getFileSystem().getPath(own));
        String variable = system.startsWith("Windows") ? "LOCALAPPDATA" : "XDG_STATE_HOME";
        String folder = environment.getOrDefault(variable, "");
        Path base = !folder.isBlank()
                ? home.getFileSystem().getPath(folder)
                : system.startsWith("Windows")
                        ? home.resolve("AppData").resolve("Local")
                        : system.startsWith("Mac")
                                ? home.resolve("Library").resolve("Application Support")
                                : home.resolve(".local").resolve("state");
        return new HistoryFile(base.resolve("gradbook").resolve("history.jsonl"));
    }

    Path path() {
        return file;
    }

    /** Adds a cell of this session. */
    void add(int line, String code, String result) {
        if (file == null) return;
        writer.execute(() -> {
            try (FileChannel channel = open();
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && channel.size() > MOST_BYTES) shorten(channel);
                if (session == 0) session = lastSession(channel) + 1;
                append(channel, Entry.of(session, line, code, result));
            } catch (IOException | RuntimeException e) {
                Log.note("The history cannot be written to " + file + ": " + e);
            }
        });
    }

    /** This session's number: one more than that of the last before it. */
    int session() {
        return ask(
                () -> {
                    if (session == 0 && file != null && Files.exists(file)) {
                        try (FileChannel channel = open()) {
                            return lastSession(channel) + 1;
                        }
                    }
                    return Math.max(1, session);
                },
                1);
    }

    /** The cells of all other sessions, in the order in which they ran. */
    List<Entry> others() {
        if (file == null) return List.of();
        return ask(
                () -> {
                    if (!Files.exists(file)) return List.of();
                    try (FileChannel channel = open()) {
                        List<Entry> others = read(channel);
                        others.removeIf(entry -> entry.session == session);
                        return others;
                    }
                },
                List.<Entry>of());
    }

    /** Asks behind all that is still to be written; a file that cannot be reached has nothing to say. */
    private <T> T ask(java.util.concurrent.Callable<T> question, T otherwise) {
        try {
            return writer.submit(question).get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            Log.note("The history cannot be read from " + file + ": " + e);
            return otherwise;
        }
    }

    /** Opens the file for its owner alone, and refuses a link or a file of somebody else. */
    private FileChannel open() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder))
            Files.createDirectories(folder, posix ? attributes("rwx------") : attributes(null));
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                posix ? attributes("rw-------") : attributes(null));
        if (posix) {
            try {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException e) {
                channel.close();
                throw e; // of somebody else
            }
        }
        return channel;
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return permissions == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                };
    }

    private static void append(FileChannel channel, Entry entry) throws IOException {
        channel.position(channel.size());
        ByteBuffer line = StandardCharsets.UTF_8.encode(GSON.toJson(entry) + "\n");
        while (line.hasRemaining()) channel.write(line);
    }

    /** Keeps the newer half. */
    private static void shorten(FileChannel channel) throws IOException {
        List<Entry> all = read(channel);
        channel.truncate(0);
        for (Entry entry : all.subList(all.size() / 2, all.size())) append(channel, entry);
    }

    private static int lastSession(FileChannel channel) throws IOException {
        return read(channel).stream().mapToInt(Entry::session).max().orElse(0);
    }

    private static List<Entry> read(FileChannel channel) throws IOException {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        channel.position(0);
        while (all.hasRemaining() && channel.read(all) >= 0) continue;
        for (String line : StandardCharsets.UTF_8.decode(all.flip()).toString().split("\n")) {
            try {
                Entry entry = GSON.fromJson(line, Entry.class);
                if (entry != null && entry.code != null) entries.add(entry);
            } catch (JsonSyntaxException e) {
                // half a line, from a machine that stopped while it was written
            }
        }
        return entries;
    }
}
