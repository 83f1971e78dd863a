package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_is_deleted_with_all_that_is_in_it_but_nothing_that_a_link_leads_to() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "");
        Path gone = folder.resolve("gone");
        Files.createDirectories(gone.resolve("deep/empty"));
        Files.writeString(gone.resolve("deep/file"), "");
        Files.createSymbolicLink(gone.resolve("file"), kept);
        Files.createSymbolicLink(gone.resolve("folder"), folder);
        Folders.delete(gone);
        assertFalse(Files.exists(gone));
        assertTrue(Files.exists(kept));
        Folders.delete(gone); // which is not there any more
    }

    /** The root of a file system is such a thing: what cannot be deleted is told when all else is gone. */
    @Test
    void what_cannot_be_deleted_keeps_nothing_else() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = memory.getPath("/");
            Files.createDirectories(root.resolve("a/b"));
            Files.writeString(root.resolve("a/b/file"), "");
            assertThrows(IOException.class, () -> Folders.delete(root));
            assertFalse(Files.exists(root.resolve("a")));
            assertTrue(Files.exists(root));
        }
    }

    @Test
    void two_may_delete_the_same_folder_at_a_time() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path shared = folder.resolve("shared");
            for (int i = 0; i < 200; i++) Files.createDirectories(shared.resolve(i + "/" + i));
            FutureTask<?> other = new FutureTask<>(() -> {
                Folders.delete(shared);
                return null;
            });
            new Thread(other).start();
            Folders.delete(shared);
            other.get();
            assertFalse(Files.exists(shared));
        }
    }
}
