package gradbook.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where Jupyter keeps kernels, as its documentation says. */
final class JupyterFolders {
    private final Computer computer;

    JupyterFolders(Computer computer) {
        this.computer = computer;
    }

    /** The user's own. */
    Path ofUser() {
        Optional<String> own = computer.variable("JUPYTER_DATA_DIR");
        if (own.isPresent()) return computer.path(own.get()).toAbsolutePath();
        Path home = computer.home();
        if (computer.isWindows())
            return computer.variable("APPDATA")
                    .map(roaming -> computer.path(roaming, "jupyter"))
                    .orElseGet(() -> computer.variable("JUPYTER_CONFIG_DIR")
                            .map(computer::path)
                            .orElse(home.resolve(".jupyter"))
                            .resolve("data"));
        if (computer.system().startsWith("Mac")) return home.resolve("Library").resolve("Jupyter");
        return computer.variable("XDG_DATA_HOME")
                .map(computer::path)
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("jupyter");
    }

    /** The one below a prefix such as that of a virtual environment. */
    static Path below(Path prefix) {
        return prefix.toAbsolutePath().resolve("share").resolve("jupyter");
    }

    /** The prefix of the Python in use: the active environment's, or what the first Python on the path says. */
    Optional<Path> pythonPrefix() {
        for (String active : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            Optional<String> prefix = computer.variable(active);
            if (prefix.isPresent()) return prefix.map(computer::path);
        }
        return python().flatMap(python -> computer.ask(python, "-c", "import sys; print(sys.prefix)"))
                .filter(prefix -> !prefix.isEmpty())
                .map(computer::path);
    }

    /** The first Python that runs. */
    Optional<String> python() {
        for (String name : List.of("python3", "python", "py"))
            for (Path program : computer.program(name).stream().toList())
                if (computer.ask(program.toString(), "--version").isPresent()) return Optional.of(program.toString());
        return Optional.empty();
    }

    /** All in which Jupyter looks for kernels, in its order. */
    List<Path> all() {
        Set<Path> all = new LinkedHashSet<>(computer.list("JUPYTER_PATH"));
        all.add(ofUser());
        pythonPrefix().map(JupyterFolders::below).ifPresent(all::add);
        if (computer.isWindows())
            computer.variable("PROGRAMDATA")
                    .map(data -> computer.path(data, "jupyter"))
                    .ifPresent(all::add);
        else all.addAll(List.of(computer.path("/usr/local/share/jupyter"), computer.path("/usr/share/jupyter")));
        return List.copyOf(all);
    }

    /** The folders of all our kernels that Jupyter would find. */
    List<Path> ours() throws IOException {
        List<Path> ours = new ArrayList<>();
        for (Path data : all()) {
            Path kernels = data.resolve("kernels");
            if (!Files.isDirectory(kernels)) continue;
            try (Stream<Path> folders = Files.list(kernels)) {
                folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                        .filter(folder -> Files.exists(folder.resolve(Install.JAR)))
                        .sorted()
                        .forEach(ours::add);
            }
        }
        return ours;
    }
}
