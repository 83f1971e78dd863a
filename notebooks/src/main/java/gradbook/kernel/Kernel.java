package gradbook.kernel;

import gradbook.kernel.comm.Comms;
import gradbook.kernel.display.Renderer;
import gradbook.kernel.execution.Cells;
import gradbook.kernel.execution.Requests;
import gradbook.kernel.magic.CellMagics;
import gradbook.kernel.magic.ClassPathMagics;
import gradbook.kernel.magic.Magics;
import gradbook.kernel.magic.MavenMagics;
import gradbook.kernel.magic.SessionMagics;
import gradbook.kernel.protocol.Connection;
import gradbook.kernel.protocol.Log;
import gradbook.kernel.protocol.Sockets;
import gradbook.session.Session;
import gradbook.show.Show;
import gradbook.show.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The running kernel: sockets, evaluator, magics and views, wired together. */
public final class Kernel {
    private static final String IMPORT = "import static gradbook.kernel.Notebook.*;";

    private final Magics magics = new Magics();
    private final Renderer renderer = new Renderer();
    private final Cells cells;
    private final Set<String> extensions = new HashSet<>();
    private volatile String lastDisplay;

    private Kernel(Sockets sockets, CompletableFuture<Session> session, Queue<String> notes) {
        cells = new Cells(session, sockets.publisher(), sockets.prompter(), renderer, magics, notes);
        renderer.hide(value -> value != null && value == lastDisplay);
        ClassPathMagics.register(magics, this::addToClassPath);
        CellMagics.register(magics, cells::interpret);
        MavenMagics.register(magics, this::addToClassPath, this::addSources);
        SessionMagics.register(magics, cells::session);
        Notebook.open(this);
        Show.open(new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                cells.show(id, bundle);
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
    }

    /** Opens the evaluator on a thread of its own: neither the sockets nor the first answers wait for the compiler. */
    private static CompletableFuture<Session> openSession(Queue<String> notes) {
        CompletableFuture<Session> session = new CompletableFuture<>();
        Thread opening = new Thread(
                () -> {
                    try {
                        Session opened = Startup.open(System.getenv(), notes::add);
                        opened.run(IMPORT);
                        Startup.run(opened, System.getenv(), notes::add);
                        session.complete(opened);
                    } catch (Throwable e) {
                        session.completeExceptionally(e);
                    }
                },
                "opening");
        opening.setDaemon(true);
        opening.start();
        return session;
    }

    /** Serves a front end until it asks the kernel to shut down. */
    public static void serve(Connection connection) {
        Queue<String> notes = new ConcurrentLinkedQueue<>(); // what went wrong before the first cell
        CompletableFuture<Session> session = openSession(notes);
        Sockets sockets = new Sockets(connection);
        Kernel kernel = new Kernel(sockets, session, notes);
        CompletableFuture<Void> end = new CompletableFuture<>();
        Requests requests = new Requests(sockets.publisher(), kernel.cells, kernel.magics, () -> end.complete(null));
        Thread shell = new Thread(() -> requests.serveShell(sockets.shell()), "shell");
        Thread control = new Thread(() -> requests.serveControl(sockets.control()), "control");
        shell.setDaemon(true);
        control.setDaemon(true);
        ExitTrap.set();
        shell.start();
        control.start();
        Signals.onInterrupt(kernel.cells::interrupt);
        session.thenAccept(kernel::addExtensions); // of jars that the environment names
        end.join();
        ExitTrap.open();
        sockets.close();
    }

    /** How values look. */
    public Renderer getRenderer() {
        return renderer;
    }

    public Magics getMagics() {
        return magics;
    }

    /** The lines to code in the front end. */
    public Comms getComms() {
        return cells.comms();
    }

    /** Adds a jar or a folder of classes for the cells to come. */
    public void addToClasspath(String path) {
        addToClassPath(Path.of(path));
    }

    private void addToClassPath(Path jarOrFolder) {
        cells.session().addToClassPath(jarOrFolder);
        addExtensions(cells.session());
    }

    private void addSources(Path jar) {
        try {
            cells.session().assist().addSources(jar);
        } catch (IOException e) {
            Log.note("No Javadoc from " + jar + ": " + e);
        }
    }

    /** Lets the libraries that are new on the class path register what they have for notebooks. */
    private synchronized void addExtensions(Session session) {
        Iterator<Extension> found =
                ServiceLoader.load(Extension.class, session.classLoader()).iterator();
        while (true) {
            try {
                if (!found.hasNext()) return;
                Extension extension = found.next();
                if (extensions.add(extension.getClass().getName())) extension.register(this);
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                String sentence = "A library could not set itself up for notebooks: " + e;
                if (extensions.add(sentence)) System.err.println(sentence); // once
            }
        }
    }

    Cells cells() {
        return cells;
    }

    /** Remembers the id that a display call returns: as the last value of a cell it is not worth showing. */
    String newDisplayId(String id) {
        lastDisplay = id;
        return id;
    }
}
