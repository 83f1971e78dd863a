package gradbook.kernel.install;

import gradbook.kernel.Main;
import gradbook.session.Folders;
import gradbook.session.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the kernel where Jupyter finds it: its jar, and a kernel.json that names the Java it runs on. */
public final class Install {
    public static final String NOTEBOOKS = "notebooks";

    static final String JAR = "gradbook-kernel.jar";

    /** Makes an archive for a jar; the option that uses it. */
    @FunctionalInterface
    interface Archiver {
        List<String> make(Path java, Path jar, List<String> jvm) throws IOException;
    }

    private final Computer computer;
    private final Archiver archiver;

    Install(Computer computer, Archiver archiver) {
        this.computer = computer;
        this.archiver = archiver;
    }

    /**
     * Does what the arguments say.
     *
     * @return the exit code
     * @throws IOException with a sentence, if it cannot be done; then nothing is left half written
     * @throws IllegalArgumentException with a sentence, if the arguments are wrong
     */
    public static int run(String... args) throws IOException {
        Computer computer = Computer.here();
        Install install = new Install(computer, Archive::make);
        if (args[0].equals(NOTEBOOKS)) return Jupyter.serve(computer, Arrays.copyOfRange(args, 1, args.length));
        if (args[0].equals(Archive.RENEW)) {
            Archive.renew(computer.java(), jar());
            return 0;
        }
        Options options = Options.parse(computer, args);
        switch (options.task()) {
            case INSTALL -> {
                needsJdk();
                System.out.println(install.install(jar(), options));
            }
            case UNINSTALL -> System.out.println(install.uninstall(options));
            case DOCTOR -> {
                Doctor doctor = new Doctor(computer);
                doctor.examine(System.out);
                return doctor.isAllWell() ? 0 : 1;
            }
        }
        return 0;
    }

    private static void needsJdk() throws IOException {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty())
            throw new IOException("Gradbook needs a JDK, not a JRE: module jdk.jshell is missing from "
                    + System.getProperty("java.home") + ". Run the installer with the java of a JDK (17 or newer).");
    }

    String install(Path jar, Options options) throws IOException {
        if (!options.jvm().isEmpty()) tryOut(options.jvm());
        Path folder = options.folder();
        if (Files.exists(folder) && !Files.exists(folder.resolve(JAR)))
            throw new IOException("There is another kernel in " + folder
                    + ", which Gradbook does not replace. Choose another name with --name NAME, or remove that kernel"
                    + " first: jupyter kernelspec uninstall " + folder.getFileName());
        Path draft = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path old = folder.resolveSibling("." + folder.getFileName() + ".old");
        Path installed = folder.resolve(JAR);
        Spec spec = Spec.of(computer.java(), installed, options, List.of());
        try {
            Folders.delete(draft);
            Files.createDirectories(draft);
            Files.copy(jar, draft.resolve(JAR));
            spec.write(draft);
            Folders.delete(old);
            if (Files.exists(folder)) Files.move(folder, old);
            Files.move(draft, folder);
        } catch (IOException e) {
            Folders.delete(draft);
            if (Files.exists(old) && !Files.exists(folder)) Files.move(old, folder);
            throw new IOException(
                    "The kernel cannot be installed in " + folder + ": " + reason(e)
                            + " Choose a folder that you may write to, with --prefix DIR.",
                    e);
        }
        try {
            Folders.delete(old);
            spec.with(archiver.make(computer.java(), installed, options.jvm())).write(folder);
        } catch (IOException e) {
            System.err.println("The kernel starts more slowly than it could: its archive cannot be made (" + e + ").");
        }
        return "The kernel \"" + options.displayName() + "\" is installed in " + folder
                + ".\nNow start jupyter notebook or jupyter lab and choose it.";
    }

    /** Refuses options that this JVM does not start with: Jupyter could only say that the kernel died. */
    private void tryOut(List<String> jvm) throws IOException {
        List<String> command = new ArrayList<>(List.of(computer.java().toString()));
        command.addAll(jvm);
        command.add("-version");
        if (computer.asking().ask(command).isEmpty())
            throw new IOException("Java does not start with the options " + String.join(" ", jvm)
                    + "; nothing is installed. Try them by hand: " + String.join(" ", command));
    }

    String uninstall(Options options) throws IOException {
        Path folder = options.folder();
        if (!Files.exists(folder)) {
            List<Path> others = new JupyterFolders(computer).ours();
            throw new IOException("There is no kernel in " + folder + ". "
                    + (others.isEmpty()
                            ? "Gradbook is not installed anywhere that Jupyter looks."
                            : "Gradbook is installed in " + String.join(", ", texts(others))
                                    + "; name the place as you did when installing, with --sys-prefix, --prefix DIR or"
                                    + " --name NAME."));
        }
        if (!Files.exists(folder.resolve(JAR)))
            throw new IOException("The kernel in " + folder + " is not Gradbook's; Gradbook does not remove it.");
        Path old = folder.resolveSibling("." + folder.getFileName() + ".old");
        try {
            Folders.delete(old);
            Files.move(folder, old); // whole or not at all
            Folders.delete(old);
        } catch (IOException e) {
            throw new IOException(
                    "The kernel in " + folder + " cannot be removed: " + reason(e)
                            + " If a notebook is running with it, stop that first.",
                    e);
        }
        return "The kernel is removed from " + folder + ".";
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    /** The jar that runs this. */
    static Path jar() throws IOException {
        Path jar = Origin.of(Main.class).orElse(null);
        if (jar != null && Files.isRegularFile(jar)) return jar;
        throw new IOException("Only the jar can install itself: run java -jar gradbook-kernel.jar --install.");
    }

    private static String reason(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "writing is not permitted there.";
            case "FileAlreadyExistsException" -> e.getMessage() + " is a file, not a folder.";
            default -> e.getMessage() + ".";
        };
    }
}
