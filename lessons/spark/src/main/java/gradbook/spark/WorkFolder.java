package gradbook.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one temporary folder of this process, deleted when this is closed. A process that is killed cannot do that: what it
 * left is deleted by the next one that starts. Whether a folder is in use says the lock on a file in it, which ends with
 * its process, however that ends.
 */
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "gradbook-spark-";
    /** Closing a file that this process has locked elsewhere would end that lock, so it keeps off its own folders. */
    private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-";

    private static final String LOCK = "in-use";
    private static final Duration NEW = Duration.ofMinutes(1); // it may be about to be locked

    private final Path path;
    private final FileChannel lock;

    WorkFolder() throws IOException {
        path = Files.createTempDirectory(OURS);
        lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        deleteLeftovers(path.getParent());
    }

    Path path() {
        return path;
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders)
                if (!String.valueOf(folder.getFileName()).startsWith(OURS) && isLeftover(folder)) deleteQuietly(folder);
        }
    }

    private static boolean isLeftover(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            if (Files.getLastModifiedTime(file)
                    .toInstant()
                    .isAfter(Instant.now().minus(NEW))) return false;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException e) {
            return false; // without such a file, or another user's
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // it is not ours to tell of: another process may be deleting it, too
        }
    }

    /** Deletes a folder and what is in it; it need not be there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) Files.deleteIfExists(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        delete(path);
    }
}
