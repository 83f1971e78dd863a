package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    private static final int MINUTE = 60;

    @TempDir
    Path folder;

    /** As a process leaves it that was killed so long ago: with a lock file that nobody holds, or before it had one. */
    private Path left(String name, boolean file, int secondsAgo) throws IOException {
        Path left = Files.createTempDirectory(folder, name);
        Files.createDirectories(left.resolve("blocks/0"));
        if (file) Files.writeString(left.resolve("in-use"), "");
        if (file) age(left.resolve("in-use"), secondsAgo);
        return age(left, secondsAgo);
    }

    private static Path age(Path path, int secondsAgo) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    /** Opens and closes one; what is in the folder while it is open, but for itself. */
    private List<Path> start() throws IOException {
        try (WorkFolder ours = new WorkFolder(Files.createTempDirectory(folder, WorkFolder.PREFIX));
                Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> !f.equals(ours.path())).sorted().toList();
        }
    }

    @Test
    void what_killed_processes_left_is_deleted_also_without_a_lock_file_or_with_our_process_number()
            throws IOException {
        left("gradbook-spark-", true, MINUTE + 1);
        left("gradbook-spark-", false, MINUTE + 1);
        left("gradbook-spark-" + ProcessHandle.current().pid() + "-", true, MINUTE + 1);
        assertEquals(List.of(), start());
    }

    @Test
    void what_is_new_or_in_use_here_or_is_named_otherwise_is_kept() throws IOException {
        List<Path> kept = new ArrayList<>(List.of(
                left("gradbook-spark-", false, MINUTE - 20),
                left("gradbook-spark-", true, MINUTE - 20),
                left("gradbook-cluster-", true, MINUTE + 1)));
        try (WorkFolder other = new WorkFolder(Files.createTempDirectory(folder, WorkFolder.PREFIX))) {
            age(other.path().resolve("in-use"), MINUTE + 1);
            kept.add(age(other.path(), MINUTE + 1));
            assertEquals(kept.stream().sorted().toList(), start());
        }
        kept.remove(3);
        assertEquals(kept.stream().sorted().toList(), start());
    }

    @Test
    void what_others_could_have_planted_is_kept() throws IOException {
        Path precious = left("precious", true, MINUTE + 1);
        Path link = Files.createSymbolicLink(folder.resolve("gradbook-spark-link"), precious);
        Path open = left("gradbook-spark-", true, MINUTE + 1);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx-wx---"));
        Path linked = left("gradbook-spark-", false, MINUTE + 1);
        Path target = age(Files.writeString(folder.resolve("target"), "kept"), MINUTE + 1);
        Files.createSymbolicLink(linked.resolve("in-use"), target);
        age(linked, MINUTE + 1);
        List<Path> before =
                Stream.of(precious, link, open, linked, target).sorted().toList();
        assertEquals(before, start());
        assertTrue(Files.exists(precious.resolve("blocks/0")));
        assertTrue(Files.exists(open.resolve("blocks/0")));
    }

    @Test
    void another_users_folder_is_not_ours() throws IOException {
        UserPrincipal us = Files.getOwner(folder);
        UserPrincipal other =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("54321");
        Path private1 = left("gradbook-spark-", true, MINUTE + 1);
        assertTrue(WorkFolder.isOnlyFor(us, private1));
        assertFalse(WorkFolder.isOnlyFor(other, private1));
        assertFalse(WorkFolder.isOnlyFor(us, folder.resolve("missing")));
    }

    /** A link in the folder is deleted, what it names is not. */
    @Test
    void deleting_follows_no_link() throws IOException {
        Path precious = left("precious", true, 0);
        Path here = left("here", true, 0);
        Files.createSymbolicLink(here.resolve("link"), precious);
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        WorkFolder.delete(here);
        WorkFolder.delete(link);
        WorkFolder.delete(here); // and it need not be there
        try (Stream<Path> rest = Files.list(folder)) {
            assertEquals(List.of(precious), rest.toList());
        }
        assertTrue(Files.exists(precious.resolve("in-use")));
    }

    @Test
    void two_may_delete_the_same_folder_at_a_time() throws IOException {
        for (int round = 0; round < 20; round++) {
            Path shared = left("shared", true, 0);
            for (int i = 0; i < 200; i++) Files.createDirectories(shared.resolve(i + "/" + i));
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> delete(shared));
            WorkFolder.delete(shared);
            other.join();
            assertFalse(Files.exists(shared));
        }
    }

    private static void delete(Path path) {
        try {
            WorkFolder.delete(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
