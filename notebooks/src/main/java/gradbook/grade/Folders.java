package gradbook.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that somebody else's code has written to. */
final class Folders {
    private Folders() {}

    /** Deletes what can be deleted. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // something still writes there, or may not be touched: the system's own cleaning gets it
                continue;
            }
        }
    }
}
