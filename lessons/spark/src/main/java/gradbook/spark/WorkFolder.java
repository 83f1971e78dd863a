package gradbook.spark;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one temporary folder of this process, deleted when this is closed. A process that is killed cannot do that: what it
 * left is deleted by the next one of the same user that starts. Whether a folder is in use says the lock on a file in it,
 * which ends with its process, however that ends.
 */
final class WorkFolder implements AutoCloseable {
    static final String PREFIX = "gradbook-spark-";
    private static final String LOCK = "in-use";
    private static final Duration NEW = Duration.ofMinutes(1); // it may be about to be locked

    /** Closing a file that this process has locked elsewhere would end that lock, so it keeps off its own folders. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    WorkFolder() throws IOException {
        this(Files.createTempDirectory(PREFIX));
    }

    /** In a folder that has just been made for it. */
    WorkFolder(Path path) throws IOException {
        this.path = path;
        OURS.add(path);
        lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        deleteLeftovers();
    }

    Path path() {
        return path;
    }

    private void deleteLeftovers() throws IOException {
        UserPrincipal us = Files.getOwner(path);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path.resolveSibling(""), PREFIX + "*")) {
            for (Path folder : folders)
                if (!OURS.contains(folder) && isOnlyFor(us, folder) && isLeftover(folder)) deleteQuietly(folder);
        }
    }

    /** A folder, no link to one, that others can neither own nor enter, so that they cannot change what is deleted there. */
    static boolean isOnlyFor(UserPrincipal user, Path folder) {
        Set<PosixFilePermission> ownOnly = Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
        try {
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, NOFOLLOW_LINKS).equals(user)) return false;
            PosixFileAttributeView posix =
                    Files.getFileAttributeView(folder, PosixFileAttributeView.class, NOFOLLOW_LINKS);
            return posix == null || ownOnly.containsAll(posix.readAttributes().permissions()); // Windows has none
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    private static boolean isLeftover(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            boolean unlocked = Files.notExists(file, NOFOLLOW_LINKS); // killed before it could lock
            if (unlocked || isNew(file)) return unlocked && !isNew(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException e) {
            return false; // gone meanwhile, or a link
        }
    }

    private static boolean isNew(Path file) throws IOException {
        return Files.getLastModifiedTime(file, NOFOLLOW_LINKS)
                .toInstant()
                .isAfter(Instant.now().minus(NEW));
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // nobody has asked for it: the next one tries again
        }
    }

    /** Deletes a folder and what is in it; it need not be there, and others may be deleting it, too. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) throw e;
                return visitFile(dir, null);
            }
        });
    }

    @Override
    public void close() throws IOException {
        lock.close();
        delete(path);
        OURS.remove(path);
    }
}
