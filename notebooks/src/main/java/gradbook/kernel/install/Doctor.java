package gradbook.kernel.install;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that a kernel needs, and says in one sentence each what is right and what is wrong. */
final class Doctor {
    private static final int OLDEST = 17;
    private static final int PORTS = 5; // that a kernel listens on

    private final Computer computer;
    private final JupyterFolders folders;
    private PrintStream out;
    private boolean well = true;

    Doctor(Computer computer) {
        this.computer = computer;
        folders = new JupyterFolders(computer);
    }

    /** Says what is found, a line each. */
    void examine(PrintStream out) throws IOException {
        this.out = out;
        jdk();
        jupyter();
        List<Path> kernels = folders.ours();
        if (kernels.isEmpty())
            wrong(
                    "kernel",
                    "none of ours is where Jupyter looks (" + texts(folders.all()) + "); install it: java -jar "
                            + Install.JAR + " --install");
        for (Path kernel : kernels) kernel(kernel);
        ports();
    }

    boolean isAllWell() {
        return well;
    }

    private void jdk() {
        String version = Runtime.version() + " in " + computer.javaHome();
        if (Runtime.version().feature() < OLDEST)
            wrong("JDK", "Java " + version + " is too old; install a JDK, " + OLDEST + " or newer.");
        else if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty())
            wrong("JDK", "Java " + version + " is a JRE without jdk.jshell; install a JDK, " + OLDEST + " or newer.");
        else right("JDK", "Java " + version);
    }

    private void jupyter() {
        Optional<Jupyter> found = Jupyter.find(computer);
        if (found.isPresent())
            right(
                    "Jupyter",
                    found.get().name() + ", " + String.join(" ", found.get().command()));
        else wrong("Jupyter", Jupyter.MISSING);
    }

    private void kernel(Path folder) {
        String name = "kernel " + folder.getFileName();
        Spec spec;
        try {
            spec = Spec.read(folder);
        } catch (IOException e) {
            wrong(name, e.getMessage() + " Install it anew.");
            return;
        }
        Path java = spec.java(computer);
        if (!Files.isExecutable(java)) {
            wrong(name, folder + " runs on " + java + ", which is gone; install it anew with the Java of today.");
            return;
        }
        if (!Files.isRegularFile(spec.jar(computer))) {
            wrong(name, folder + " runs " + spec.jar(computer) + ", which is gone; install it anew.");
            return;
        }
        if (computer.asking().ask(spec.running(List.of(), "--rehearse")).isEmpty()) {
            wrong(
                    name,
                    "in " + folder + " does not answer; see why: "
                            + String.join(" ", spec.running(List.of(), "--rehearse")));
            return;
        }
        right(name, "\"" + spec.displayName() + "\" in " + folder + " answers");
        archive(folder, spec);
    }

    private void archive(Path folder, Spec spec) {
        String name = "archive of " + folder.getFileName();
        Optional<String> archive =
                spec.command().stream().filter(Archive::isArchive).findFirst();
        if (archive.isEmpty())
            wrong(name, "there is none, so the kernel starts more slowly than it could; install it anew.");
        else if (computer.asking()
                .ask(spec.running(List.of(Archive.required(archive.get())), "--help"))
                .isEmpty())
            wrong(
                    name,
                    "it is not for this Java or this jar, so the kernel starts more slowly than it could; a"
                            + " kernel that may write there makes it anew half a minute after its start.");
        else right(name, "used");
    }

    /** Whether five ports can be had on this machine, and programs on it can talk to each other. */
    private void ports() {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < PORTS; i++) open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            try (Socket there = new Socket(
                            InetAddress.getLoopbackAddress(), open.get(0).getLocalPort());
                    Socket here = open.get(0).accept()) {
                there.getOutputStream().write(1);
                here.getInputStream().read();
            }
            right("ports", "free on " + InetAddress.getLoopbackAddress().getHostAddress());
        } catch (IOException e) {
            wrong(
                    "ports",
                    "programs on this machine cannot talk to each other (" + e.getMessage()
                            + "); a firewall may be in the way.");
        } finally {
            for (ServerSocket socket : open) close(socket);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was only a try
        }
    }

    private void right(String what, String sentence) {
        out.println("ok     " + what + ": " + sentence);
    }

    private void wrong(String what, String sentence) {
        well = false;
        out.println("WRONG  " + what + ": " + sentence);
    }

    private static String texts(List<Path> paths) {
        return String.join(", ", paths.stream().map(Path::toString).toList());
    }
}
