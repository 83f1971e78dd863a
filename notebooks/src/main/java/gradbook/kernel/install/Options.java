package gradbook.kernel.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the installer is asked to do.
 *
 * @param data the folder of Jupyter to do it in
 * @param jvm more options for the kernel's JVM
 */
record Options(Task task, Path data, String name, String displayName, List<String> jvm) {
    enum Task {
        INSTALL,
        UNINSTALL,
        DOCTOR
    }

    private static final String DISPLAY_NAME = "Java (Gradbook)";
    private static final int LEAST_HEAP_MB = 128;

    /** @throws IllegalArgumentException with a sentence, if the arguments are wrong */
    static Options parse(Computer computer, String... args) {
        JupyterFolders folders = new JupyterFolders(computer);
        Task task = null;
        Path data = null;
        String name = "gradbook";
        String displayName = DISPLAY_NAME;
        List<String> jvm = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--install" -> task = Task.INSTALL;
                case "--uninstall" -> task = Task.UNINSTALL;
                case "--doctor" -> task = Task.DOCTOR;
                case "--user" -> data = null;
                case "--sys-prefix" ->
                    data = folders.pythonPrefix()
                            .map(JupyterFolders::below)
                            .orElseThrow(
                                    () -> new IllegalArgumentException("--sys-prefix means the folder of the Python"
                                            + " in use, and no Python is on the path. Activate the environment first, or name its"
                                            + " folder: --prefix DIR."));
                case "--prefix" -> data = JupyterFolders.below(computer.path(value(args, ++i)));
                case "--name" -> name = value(args, ++i);
                case "--display-name" -> displayName = value(args, ++i);
                case "--heap" -> jvm.add("-Xmx" + heap(value(args, ++i)));
                case "--jvm-option" -> jvm.add(jvmOption(value(args, ++i)));
                default -> throw new IllegalArgumentException(args[i] + " is not an option; --help lists them.");
            }
        }
        if (task == null)
            throw new IllegalArgumentException("Nothing to do: --install is missing; --help lists the options.");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
            throw new IllegalArgumentException(
                    "A kernel's name starts with a letter or a digit and has letters, digits,"
                            + " dots, dashes and underscores only; \"" + name + "\" is none.");
        if (displayName.isBlank())
            throw new IllegalArgumentException("--display-name is what Jupyter's menus show; it cannot be blank.");
        return new Options(task, data == null ? folders.ofUser() : data, name, displayName, List.copyOf(jvm));
    }

    /** The folder of the kernel. */
    Path folder() {
        return data.resolve("kernels").resolve(name);
    }

    private static String heap(String size) {
        if (!size.matches("[1-9][0-9]{0,8}[mMgG]"))
            throw new IllegalArgumentException(
                    "--heap needs a size such as 512m or 2g, of megabytes or gigabytes; " + size + " is none.");
        long mb = Long.parseLong(size.substring(0, size.length() - 1)) * (size.matches(".*[gG]") ? 1024 : 1);
        if (mb < LEAST_HEAP_MB)
            throw new IllegalArgumentException("--heap " + size + " is too small: the compiler inside the kernel needs"
                    + " at least " + LEAST_HEAP_MB + "m.");
        return size;
    }

    private static String jvmOption(String option) {
        if (option.startsWith("-") && !option.equals("-jar")) return option;
        throw new IllegalArgumentException(
                "--jvm-option needs one option of java, as in --jvm-option -Dname=value; \"" + option + "\" is none.");
    }

    private static String value(String[] args, int i) {
        if (i < args.length) return args[i];
        throw new IllegalArgumentException(args[i - 1] + " needs a value; --help shows how.");
    }
}
