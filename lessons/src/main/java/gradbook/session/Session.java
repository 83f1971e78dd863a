package gradbook.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Runs cells of Java: the one evaluator behind the terminal player, the tests and the Jupyter kernel.
 *
 * <p>Cells run inside this JVM, and the classes they see are the very classes of the host: a {@code Value} made in a
 * cell is a {@code Value} here. What a cell prints goes to {@code System.out} and {@code System.err}; a host that wants
 * it elsewhere redirects those. One cell runs at a time.
 *
 * <pre>{@code
 * try (Session session = Session.open()) {
 *     session.run("int x = 20;");
 *     session.run("x + 1").value(); // 21
 * }
 * }</pre>
 */
public final class Session implements AutoCloseable {
    private final Evaluator evaluator;

    private Session(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Opens an evaluator whose cells see the host's class path. */
    public static Session open() {
        return open(List.of());
    }

    /**
     * Opens an evaluator whose cells see the host's class path and more jars or folders.
     *
     * @throws IllegalStateException on a Java runtime without the module {@code jdk.jshell}
     */
    public static Session open(List<Path> classPath) {
        return open(classPath, List.of());
    }

    /**
     * Opens an evaluator that compiles cells with more options of {@code javac}.
     *
     * @throws IllegalStateException on a Java runtime without the module {@code jdk.jshell}
     */
    public static Session open(List<Path> classPath, List<String> compilerOptions) {
        requireJdk();
        return new Session(new Evaluator(classPath, compilerOptions));
    }

    /**
     * Makes sure that there is a compiler.
     *
     * @throws IllegalStateException on a Java runtime without the module {@code jdk.jshell}
     */
    public static void requireJdk() {
        // This class must not link to jdk.jshell: on a JRE the student gets a sentence, not a NoClassDefFoundError.
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty())
            throw new IllegalStateException("Gradbook needs a JDK, not a JRE: module jdk.jshell is missing from "
                    + System.getProperty("java.home")
                    + ". Install a JDK (17 or newer) and run Gradbook with its java.");
    }

    /** Runs all snippets of a cell in order and stops at the first that fails. Never throws for what the student wrote. */
    public Outcome run(String cell) {
        return run(cell, null);
    }

    /**
     * Runs a cell under a name that errors use for its lines.
     *
     * @param name such as {@code "cell 3"}; null for a host that shows no names
     */
    public Outcome run(String cell, String name) {
        return evaluator.run(cell, name);
    }

    /**
     * Calls the host's own code where cells run, because it calls back into the student's: a {@code toString}, say. It
     * can be interrupted as a cell can.
     *
     * @param cell the name of the cell that the code runs for
     */
    public Outcome call(String cell, Callable<?> code) {
        return evaluator.call(cell, code);
    }

    /**
     * Does several things for one cell: an interrupt at any moment of it, also between two of them, stops what is left.
     *
     * @param cell the name of the cell
     */
    public <T> T during(String cell, Supplier<T> work) {
        return evaluator.during(cell, work);
    }

    /** The name of the cell that runs on the calling thread or has started it; null if there is none. */
    public static String currentCell() {
        return CellThread.currentCell();
    }

    /** From now on a statement that takes longer is stopped, as by an interrupt. */
    public void limit(Duration statement) {
        evaluator.limit(statement);
    }

    /** Adds a jar or a folder of classes for the cells to come. */
    public void addToClassPath(Path jarOrFolder) {
        evaluator.addToClassPath(jarOrFolder);
    }

    /** A variable of the session: its declared type, and its value where it can be read. */
    public record Variable(String type, String name, Object value) {}

    /** The variables that cells have declared, in order. */
    public List<Variable> variables() {
        return evaluator.variables();
    }

    /** The loader that sees what cells see. */
    public ClassLoader classLoader() {
        return evaluator.classLoader();
    }

    /** Completion, documentation and the question whether a cell is complete. */
    public Assist assist() {
        return evaluator.assist();
    }

    /** Stops the running cell, from another thread; variables are kept. */
    public void interrupt() {
        evaluator.interrupt();
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
