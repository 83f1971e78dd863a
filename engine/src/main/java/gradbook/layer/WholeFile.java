package gradbook.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that others find as it was or as it should be, and never in between. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Replaces an existing file only once the new one is complete; nothing half written stays behind.
     *
     * @param what what it holds, for the sentence that says where there is no folder for it: {@code weights}
     */
    static void write(Path file, String what, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such folder to save " + what + " in");
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
