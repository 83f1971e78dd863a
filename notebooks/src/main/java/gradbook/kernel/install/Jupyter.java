package gradbook.kernel.install;

import com.google.gson.Gson;
import gradbook.kernel.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Jupyter server that is there.
 *
 * @param name such as "JupyterLab 4.4.1"
 * @param command what starts it
 * @param classic whether it is notebook 6, whose options have other names
 */
record Jupyter(String name, List<String> command, boolean classic) {
    static final String MISSING = "there is no Jupyter on the path; get one with `pip install jupyterlab`, with"
            + " `apt install jupyter-notebook` on Debian and Ubuntu, or use the Jupyter extension of VS Code.";

    private static final List<String> NAMES = List.of("lab", "notebook");

    /** The Jupyter to use: lab, or else notebook, in whatever version there is. */
    static Optional<Jupyter> find(Computer computer) {
        Optional<String> python = new JupyterFolders(computer).python();
        for (String name : NAMES) {
            List<List<String>> candidates = new ArrayList<>();
            computer.program("jupyter-" + name).ifPresent(program -> candidates.add(List.of(program.toString())));
            String module = name.equals("lab") ? "jupyterlab" : name;
            python.ifPresent(program -> candidates.add(List.of(program, "-m", module)));
            for (List<String> command : candidates) {
                List<String> question = new ArrayList<>(command);
                question.add("--version");
                Optional<String> version = computer.asking()
                        .ask(question)
                        .map(String::strip)
                        .filter(v -> v.matches("[0-9]+\\.[0-9][\\s\\S]*"));
                if (version.isEmpty()) continue;
                boolean lab = name.equals("lab");
                boolean classic = !lab && Integer.parseInt(version.get().split("\\.")[0]) < 7;
                return Optional.of(new Jupyter((lab ? "JupyterLab " : "Notebook ") + version.get(), command, classic));
            }
        }
        return Optional.empty();
    }

    /**
     * Starts Jupyter for the notebooks in a folder: on this machine only, behind a token, with our kernel. Returns when
     * Jupyter ends.
     *
     * @param arguments the folder, or none; then options of Jupyter
     * @return the exit code of Jupyter
     * @throws IOException with a sentence, if there is none
     */
    static int serve(Computer computer, String... arguments) throws IOException {
        boolean named = arguments.length > 0 && !arguments[0].startsWith("-");
        List<String> more = List.of(arguments).subList(named ? 1 : 0, arguments.length);
        for (String option : more)
            if (option.matches("--(\\w+\\.)?(ip|token|password)\\b.*"))
                throw new IllegalArgumentException(
                        "This Jupyter is for you on this machine: its address and its token are"
                                + " not to be chosen. For another, start jupyter yourself instead of giving " + option
                                + ".");
        Path folder = named ? computer.path(arguments[0]) : notebooks(computer);
        if (!Files.isDirectory(folder)) throw new IOException("There is no folder " + folder.toAbsolutePath() + ".");
        Jupyter jupyter = find(computer)
                .orElseThrow(
                        () -> new IOException(MISSING.substring(0, 1).toUpperCase(Locale.ROOT) + MISSING.substring(1)));
        System.out.println(
                kernel(computer) + "\nStarting " + jupyter.name + " on this machine only. To stop it: Ctrl-C here.");
        Path secrets = Files.createTempDirectory("gradbook"); // readable by its owner only
        Path configuration =
                secrets.resolve(jupyter.classic ? "jupyter_notebook_config.json" : "jupyter_server_config.json");
        try {
            Files.writeString(configuration, jupyter.configuration(new SecureRandom()));
            ProcessBuilder builder = new ProcessBuilder(jupyter.command(folder, more)).inheritIO();
            // Before the user's own configuration, where a token may have been switched off.
            builder.environment()
                    .merge("JUPYTER_CONFIG_PATH", secrets.toString(), (old, ours) -> ours + File.pathSeparator + old);
            return await(builder.start());
        } finally {
            Files.deleteIfExists(configuration);
            Files.deleteIfExists(secrets);
        }
    }

    /** What starts the server; the token is not in it, because others can read command lines. */
    private List<String> command(Path folder, List<String> more) {
        List<String> all = new ArrayList<>(command);
        all.add("--" + application() + ".ip=127.0.0.1");
        all.addAll(more);
        all.add(folder.toString());
        return all;
    }

    private String configuration(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        Map<String, String> token = Map.of("token", HexFormat.of().formatHex(bytes));
        // Servers before version 2 look for the token in the application, later ones in the identity provider.
        return new Gson().toJson(Map.of(application(), token, "IdentityProvider", token));
    }

    private String application() {
        return classic ? "NotebookApp" : "ServerApp";
    }

    /** The course's notebooks if the jar lies where the build puts it, or else the current folder. */
    private static Path notebooks(Computer computer) throws IOException {
        Path built = Install.jar().resolveSibling("..").normalize();
        return Files.exists(built.resolve("00-start-here.ipynb")) ? built : computer.path("");
    }

    /** Sees to it that Jupyter finds this very kernel; what to tell about it. */
    private static String kernel(Computer computer) throws IOException {
        Path jar = Install.jar();
        List<Path> ours = new JupyterFolders(computer).ours();
        for (Path folder : ours)
            if (Files.mismatch(jar, folder.resolve(Install.JAR)) < 0)
                return "The kernel is \"" + Spec.read(folder).displayName() + "\", in " + folder + ".";
        Install install = new Install(computer, Archive::make);
        // Where the outdated one is an administrator's, the user gets one of their own, which Jupyter finds first.
        if (ours.isEmpty() || !Files.isWritable(ours.get(0).resolve("..")))
            return install.install(jar, Options.parse(computer, "--install"));
        Path outdated = ours.get(0);
        Spec spec = Spec.read(outdated);
        Path data = outdated.resolve("../..").normalize(); // outdated is data/kernels/name
        String name = data.resolve("kernels").relativize(outdated).toString();
        return install.install(jar, new Options(Options.Task.INSTALL, data, name, spec.displayName(), spec.jvm()));
    }

    /** Ctrl-C reaches Jupyter, too, and Jupyter decides what it means; when this ends otherwise, so does Jupyter. */
    private static int await(Process jupyter) {
        Signals.onInterrupt(() -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(jupyter::destroy));
        return jupyter.onExit().join().exitValue();
    }
}
