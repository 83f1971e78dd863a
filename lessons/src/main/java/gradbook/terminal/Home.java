package gradbook.terminal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder where a person's places in the lessons and typed lines are kept, for nobody else to read: {@code .gradbook}
 * in the home folder, or what the property {@code gradbook.home} names.
 */
public final class Home {
    private Home() {}

    /**
     * The file of this name; it exists afterwards.
     *
     * @throws IOException where nothing can be written; callers go on without
     */
    public static Path file(String name) throws IOException {
        String wish = System.getProperty("gradbook.home");
        Path folder = wish == null ? Path.of(System.getProperty("user.home"), ".gradbook") : Path.of(wish);
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            Files.createDirectory(folder, only("rwx------"));
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) Files.createFile(file, only("rw-------"));
        return file;
    }

    private static FileAttribute<?>[] only(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
