package gradbook.kernel.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import gradbook.kernel.execution.HistoryFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @Test
    void lies_where_each_system_keeps_what_programs_remember() throws IOException {
        Map<String, String> none = Map.of();
        String file = "/gradbook/history.jsonl";
        assertEquals("/home/zoë/.local/state" + file, of(none, "Linux", Configuration.unix(), "/home/zoë"));
        assertEquals("/x" + file, of(Map.of("XDG_STATE_HOME", "/x"), "Linux", Configuration.unix(), "/home/zoë"));
        assertEquals(
                "/Users/zoë/Library/Application Support" + file,
                of(none, "Mac OS X", Configuration.osX(), "/Users/zoë"));
        String windows = "C:\\Users\\Zoë Ångström";
        assertEquals(
                windows + "\\AppData\\Local\\gradbook\\history.jsonl",
                of(none, "Windows 11", Configuration.windows(), windows));
        assertEquals(
                "D:\\local\\gradbook\\history.jsonl",
                of(Map.of("LOCALAPPDATA", "D:\\local"), "Windows 11", Configuration.windows(), windows));
        assertEquals("/own", of(Map.of("GRADBOOK_HISTORY", "/own"), "Linux", Configuration.unix(), "/home/zoë"));
        assertEquals("null", of(Map.of("GRADBOOK_HISTORY", "off"), "Linux", Configuration.unix(), "/home/zoë"));
    }

    private static String of(Map<String, String> environment, String system, Configuration rules, String home)
            throws IOException {
        try (var files = Jimfs.newFileSystem(rules)) {
            return String.valueOf(
                    HistoryFile.of(environment, system, files.getPath(home)).path());
        }
    }

    @Test
    void loses_its_older_half_when_it_has_grown_to_eight_megabytes(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("history.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 9; i++)
            lines.append("{\"session\":1,\"line\":" + i + ",\"code\":\"" + "x".repeat(1 << 20) + "\"}\n");
        Files.writeString(path, lines);
        HistoryFile file = new HistoryFile(path);
        file.add(1, "1 + 1", "2".repeat(3_000));
        List<Entry> others = file.others(); // asked behind what is being written
        assertEquals(List.of(5, 6, 7, 8, 9), others.stream().map(Entry::line).toList());
        assertEquals(2, file.session());
        String kept = Files.readString(path);
        assertTrue(kept.endsWith(
                "{\"session\":2,\"line\":1,\"code\":\"1 + 1\",\"result\":\"" + "2".repeat(2_000) + "\"}\n"));
    }
}
