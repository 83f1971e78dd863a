package gradbook.kernel.install;

import gradbook.kernel.execution.HistoryFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's archive of the classes that a kernel starts with: it takes a fifth to two fifths off the time to the first
 * result. It belongs to one JVM and one jar; where either has changed, the JVM starts without it, silently, and the kernel
 * has it made anew.
 */
public final class Archive {
    /** How long after its start a kernel looks whether its archive is outdated; the student's first cells go first. */
    private static final long RENEWAL_SECONDS = Long.getLong("gradbook.renewal.seconds", 30);

    static final String RENEW = "--renew-archive";
    private static final String STAMP = "archive.txt"; // what the archive was made for
    private static final int FEATURE = Runtime.version().feature();
    private static final long PATIENCE_SECONDS = 120;

    private Archive() {}

    /**
     * The options to start a kernel's JVM with, beside its archive. None makes it give back memory sooner:
     * {@code MinHeapFreeRatio=5}, {@code MaxHeapFreeRatio=10} and {@code TrimNativeHeapInterval=2000} together save some 7%
     * after 200 cells, for twice as many collections of the whole heap; and no JVM starts with an option that is still
     * experimental in it, unknown ones ignored or not.
     */
    static List<String> options(List<String> jvm) {
        List<String> options = new ArrayList<>(List.of(
                // The Java at this path may be another one tomorrow.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xms48m", // small and quick to start; a notebook's heap is small
                "-Xlog:disable", // nobody reads it, and it would tell of every outdated archive
                "--sun-misc-unsafe-memory-access=allow", // Guava inside Tablesaw; the warning would show in cells
                "--enable-native-access=ALL-UNNAMED"));
        if (jvm.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w*GC"))) options.add("-XX:+UseSerialGC");
        options.addAll(jvm);
        return options;
    }

    static boolean isArchive(String option) {
        return option.startsWith("-XX:AOTCache=") || option.startsWith("-XX:SharedArchiveFile=");
    }

    /** The option with which a JVM refuses to start unless it can use its archive. */
    static String required(String archive) {
        return archive.startsWith("-XX:AOTCache=") ? "-XX:AOTMode=on" : "-Xshare:on";
    }

    /** Makes the archive for this JVM and a jar beside it; the option that uses it, or nothing if it cannot be made. */
    static List<String> make(Path java, Path jar, List<String> jvm) throws IOException {
        boolean aot = FEATURE >= 25;
        Path archive = jar.resolveSibling(aot ? "gradbook-kernel.aot" : "gradbook-kernel.jsa");
        Path draft = jar.resolveSibling("new." + archive.getFileName());
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options(jvm));
        command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + draft);
        command.addAll(List.of("-jar", jar.toString(), "--rehearse"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("IJAVA_")); // the user's scripts stay out of it
        Path history = jar.resolveSibling("new.history.jsonl"); // not the user's, whose cells these are not
        builder.environment().put(HistoryFile.VARIABLE, history.toString());
        Process rehearsal = builder.start();
        try {
            if (!rehearsal.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) rehearsal.destroyForcibly();
        } catch (InterruptedException e) {
            rehearsal.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(history);
        boolean made = Files.isRegularFile(draft);
        if (made) {
            draft.toFile()
                    .setWritable(true); // the JVM makes it read-only, and Windows neither replaces nor deletes that
            Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(jar.resolveSibling(STAMP), stamp(jar, jvm)); // also of a JVM that cannot make one
        return made ? List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive) : List.of();
    }

    private static String stamp(Path jar, List<String> jvm) throws IOException {
        return String.join(
                "\n",
                System.getProperty("java.home"),
                System.getProperty("java.vm.vendor"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.arch"),
                Files.size(jar) + " " + Files.getLastModifiedTime(jar),
                String.join(" ", jvm),
                "");
    }

    private static boolean isFresh(Path jar, List<String> jvm) throws IOException {
        Path stamp = jar.resolveSibling(STAMP);
        return Files.exists(stamp) && Files.readString(stamp).equals(stamp(jar, jvm));
    }

    /** Lets an installed kernel look, a while after its start, whether its archive is outdated. */
    public static void watch() {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(RENEWAL_SECONDS);
                        Path jar = Install.jar();
                        Spec spec = Spec.read(jar.getParent());
                        if (!Files.isWritable(jar.getParent()) || isFresh(jar, spec.jvm())) return;
                        new ProcessBuilder(Computer.here().java().toString(), "-jar", jar.toString(), RENEW)
                                .redirectOutput(Redirect.DISCARD)
                                .redirectError(Redirect.DISCARD)
                                .start();
                    } catch (IOException | InterruptedException e) {
                        // not installed, or the kernel ends: it starts without an archive, only more slowly
                    }
                },
                "archive");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Makes the outdated archive of an installed jar anew, unless another process is at it. */
    static void renew(Path java, Path jar) throws IOException {
        Path lock = jar.resolveSibling("archive.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            Spec spec = Spec.read(jar.getParent());
            if (mine == null || isFresh(jar, spec.jvm())) return;
            spec.with(make(java, jar, spec.jvm())).write(jar.getParent());
        }
    }
}
