package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookmarkTest {
    private static final Script SCRIPT = new Script("01-x", List.of());

    @TempDir
    Path folder;

    @AfterEach
    void moveOut() {
        System.clearProperty("gradbook.home");
    }

    @Test
    void should_do_without_a_file_where_none_can_be_written() throws Exception {
        System.setProperty(
                "gradbook.home", Files.createFile(folder.resolve("file")).toString());
        Bookmark bookmark = Bookmark.in(SCRIPT);
        bookmark.keepStep("a");
        assertEquals("a", bookmark.step());
    }

    @Test
    void should_begin_anew_where_the_file_makes_no_sense() throws Exception {
        System.setProperty("gradbook.home", folder.toString());
        Files.writeString(folder.resolve("01-x.properties"), "step=\\u12");
        assertNull(Bookmark.in(SCRIPT).step());
    }
}
