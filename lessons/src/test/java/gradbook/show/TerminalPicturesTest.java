package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where pictures go if nothing else is said: to one folder of the person, and the next program's replace them. */
class TerminalPicturesTest {
    @TempDir
    Path temporary;

    private final Map<String, String> before = new HashMap<>();
    private Path folder;

    @BeforeEach
    void say_nothing_else() {
        for (String key : List.of("java.io.tmpdir", "gradbook.pictures", "user.name"))
            before.put(key, System.getProperty(key));
        System.setProperty("java.io.tmpdir", temporary.toString());
        System.setProperty("user.name", "a student/7");
        System.clearProperty("gradbook.pictures");
        folder = temporary.resolve("gradbook-pictures-a-student-7");
    }

    @AfterEach
    void restore() {
        before.forEach((key, value) -> {
            if (value == null) System.clearProperty(key);
            else System.setProperty(key, value);
        });
    }

    /** What a new terminal prints that shows an image of these bytes. */
    private static String shown(int... image) {
        byte[] png = new byte[image.length];
        for (int i = 0; i < png.length; i++) png[i] = (byte) image[i];
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Terminal(null, new PrintStream(printed, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .show(
                        "loss",
                        Map.of(
                                "text/plain",
                                "",
                                "image/png",
                                Base64.getEncoder().encodeToString(png)));
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private static Path saved(String printed) {
        assertTrue(printed.startsWith("Saved as "), printed);
        return Path.of(printed.substring("Saved as ".length()));
    }

    private static Set<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return Set.copyOf(all.toList());
        }
    }

    private void assertSavedElsewhere() throws IOException {
        Path file = saved(shown(1, 2));
        assertNotEquals(folder, file.getParent());
        assertTrue(file.startsWith(temporary), file.toString());
        assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file));
    }

    @Test
    void should_save_in_one_folder_that_can_be_told_beforehand() throws Exception {
        Path file = folder.resolve("loss.png");
        for (int i = 1; i <= 2; i++) {
            assertEquals(file, saved(shown(i)));
            assertArrayEquals(new byte[] {(byte) i}, Files.readAllBytes(file));
            assertEquals(Set.of(folder), list(temporary));
            assertEquals(Set.of(file, folder.resolve(".in-use")), list(folder));
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        others.removeIf(p -> p.name().startsWith("OWNER"));
        assertEquals(Set.of(), others, "for nobody else to read");
    }

    @Test
    void should_follow_no_link_that_somebody_has_put_in_the_place() throws Exception {
        Path trap = Files.createDirectory(temporary.resolve("a trap"));
        Files.createSymbolicLink(folder, trap);
        assertSavedElsewhere();
        assertEquals(Set.of(), list(trap));
        Files.delete(folder);
        Path kept = Files.writeString(temporary.resolve("kept"), "as it was");
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(folder.resolve("loss.png"), kept);
        String printed = shown(1);
        assertTrue(printed.startsWith("The picture could not be saved: "), printed);
        assertEquals("as it was", Files.readString(kept));
    }

    @Test
    void should_not_save_where_others_may_write() throws Exception {
        Files.createDirectory(folder);
        for (String open : List.of("rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(open));
            assertSavedElsewhere();
            assertEquals(Set.of(), list(folder), open);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(folder.resolve("loss.png"), saved(shown(1)));
    }

    @Test
    void should_save_in_a_new_folder_and_leave_no_other_behind_where_that_one_cannot_be_made() throws Exception {
        System.setProperty("user.name", "x".repeat(300)); // longer than a file's name may be
        assertEquals(Set.of(saved(shown(1)).getParent()), list(temporary));
    }

    /** Shows one picture and keeps running until its input ends. */
    static final class OtherProgram {
        public static void main(String[] arguments) throws IOException {
            System.out.println(shown(9));
            System.in.read();
        }
    }

    @Test
    void should_not_overwrite_what_another_program_shows() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Duser.name=a student/7",
                        OtherProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
            Path theirs = folder.resolve("loss.png");
            assertEquals("Saved as " + theirs, lines.readLine());
            assertSavedElsewhere();
            assertArrayEquals(new byte[] {9}, Files.readAllBytes(theirs));
            other.getOutputStream().close();
            assertEquals(0, other.waitFor());
            assertEquals(theirs, saved(shown(3)), "they are gone");
        } finally {
            other.destroy();
        }
    }
}
