package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A JDK in a folder of its own: links to the one that runs the tests, but for the launcher, by which a JVM finds its home,
 * and the JVM itself, which can be replaced by another one.
 */
public final class OwnJdk implements AutoCloseable {
    private static final String VERSION = System.getProperty("java.vm.version");

    private final Path home = Files.createTempDirectory("jdk").toRealPath();

    public OwnJdk() throws IOException {
        Path original = Path.of(System.getProperty("java.home"));
        link(original, home, "bin", "lib");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(original.resolve("bin/java"), java());
        link(original.resolve("lib"), home.resolve("lib"), "server", "src.zip");
        Path server = Files.createDirectories(home.resolve("lib/server"));
        try (Stream<Path> files = Files.list(original.resolve("lib/server"))) {
            for (Path file : files.toList()) Files.copy(file, server.resolve(file.getFileName()));
        }
    }

    private static void link(Path original, Path folder, String... not) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList())
                if (Stream.of(not).noneMatch(file::endsWith))
                    Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
        }
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    /** Gives it a {@code src.zip} of these files. */
    public void sources(Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(home.resolve("lib/src.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * Replaces the JVM by one of another build, as an update of Java does in its place: what it calls itself is compiled
     * into it, and is changed there. The JDK's own archive of classes is made for it, too.
     *
     * @return the new version
     */
    public String update() throws Exception {
        int build = VERSION.indexOf('+') + 1;
        assertTrue(build > 0, VERSION);
        String version =
                VERSION.substring(0, build) + (VERSION.charAt(build) == '1' ? '2' : '1') + VERSION.substring(build + 1);
        Path file = home.resolve("lib/server/libjvm.so");
        String jvm = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(jvm.contains(VERSION));
        Files.delete(file);
        Files.write(file, jvm.replace(VERSION, version).getBytes(StandardCharsets.ISO_8859_1));
        Process dump = new ProcessBuilder(java().toString(), "-Xshare:dump")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        assertEquals(0, dump.waitFor());
        return version;
    }

    /** Takes it away; JUnit would warn of every link. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
