package gradbook.session;

import gradbook.session.Checkpoint.Stopped;
import gradbook.session.Memory.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Cells on JShell. Everything that links to {@code jdk.jshell} is behind this class. */
final class Evaluator {
    // What `jshell` imports by itself. JShell takes several imports in one snippet, compiles them once and files them
    // under the first, which must be one that nobody repeats.
    private static final String IMPORTS = "import gradbook.session.Checkpoint;"
            + Stream.of(
                            "java.io",
                            "java.math",
                            "java.net",
                            "java.nio.file",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.function",
                            "java.util.prefs",
                            "java.util.regex",
                            "java.util.stream")
                    .map(name -> "import " + name + ".*;")
                    .collect(Collectors.joining());

    private static final Set<SubKind> EXPRESSIONS = EnumSet.of(
            SubKind.VAR_VALUE_SUBKIND, SubKind.TEMP_VAR_EXPRESSION_SUBKIND, SubKind.OTHER_EXPRESSION_SUBKIND);

    private final CellLoader loader = new CellLoader();
    private final CellControl control = new CellControl(loader);
    private final JShell shell;
    private final Map<String, Source> sources = new HashMap<>();
    private final Pruning pruning;
    private Assist assist;

    Evaluator(List<Path> classPath, List<String> compilerOptions) {
        this(classPath, compilerOptions, Pruning.RECENT);
    }

    /** @param recent how many snippets are kept although they are dead */
    Evaluator(List<Path> classPath, List<String> compilerOptions, int recent) {
        List<String> options = new ArrayList<>(compilerOptions);
        options.add("-g"); // the names of local variables, for the messages of null pointers
        shell = JShell.builder()
                .executionEngine(provider(), null)
                .compilerOptions(options.toArray(String[]::new))
                .build();
        Set<Path> path = ClassPath.ofHost();
        path.addAll(classPath);
        shell.addToClasspath(ClassPath.join(path));
        shell.eval(IMPORTS);
        pruning = new Pruning(shell, recent);
    }

    private ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "gradbook";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return control;
            }
        };
    }

    Outcome run(String cell, String name) {
        if (control.isInCell()) return evaluate(cell, name); // a cell that evaluates code itself
        return during(name, () -> {
            Memory.prepare();
            try {
                pruning.prune(sources, loader);
                return survive(cell, evaluate(cell, name));
            } catch (OutOfMemoryError e) { // the compiler's: the heap was full before
                Memory.release();
                return survive(cell, Outcome.failed(RunTimeErrors.outside(e), List.of()));
            }
        });
    }

    synchronized <T> T during(String cell, Supplier<T> work) {
        if (control.isBusy()) return work.get(); // a part of a cell that has begun
        control.begin(cell);
        try {
            return work.get();
        } finally {
            control.end();
        }
    }

    /** After an OutOfMemoryError: room for the next cell. */
    private Outcome survive(String cell, Outcome outcome) {
        Failure failure = outcome.failure();
        if (failure == null || !Memory.isShort(failure.thrown())) return outcome;
        Set<String> words = Set.copyOf(List.of(cell.split("\\W+")));
        List<Variable> touched = loader.variables(words::contains);
        String done = Memory.makeRoom(touched.isEmpty() ? loader.variables(name -> true) : touched);
        return Outcome.failed(failure.with(done), outcome.notices());
    }

    private Outcome evaluate(String cell, String name) {
        List<String> notices = new ArrayList<>();
        Set<DeclarationSnippet> unresolved = new LinkedHashSet<>();
        Deque<Snippets.Snippet> todo = new ArrayDeque<>(Snippets.of(cell));
        boolean hoisted = false;
        Object value = null;
        boolean hasValue = false;
        while (!todo.isEmpty()) {
            Snippets.Snippet snippet = todo.pop();
            Source source = new Source(cell, name, snippet.start());
            control.forget();
            List<SnippetEvent> events = shell.eval(snippet.text());
            hasValue = false;
            for (SnippetEvent event : events) {
                if (event.causeSnippet() != null) {
                    noteReset(event, notices);
                    continue;
                }
                Snippet done = event.snippet();
                sources.put(done.id(), source);
                if (!hoisted && event.status() == Status.REJECTED && hoist(todo, snippet, done)) {
                    hoisted = true;
                    break;
                }
                Failure failure = failure(event, source);
                // Or it lives for ever, and is compiled anew with each declaration that it needs.
                if (done.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                        && shell.status(done).isActive()) shell.drop(done);
                if (failure != null) return Outcome.failed(failure, notices);
                if (done instanceof DeclarationSnippet declared && isUnresolved(event.status()))
                    unresolved.add(declared);
                hasValue = control.hasValue() && EXPRESSIONS.contains(done.subKind());
                value = hasValue ? control.value() : null;
            }
        }
        for (DeclarationSnippet declared : unresolved) {
            if (!isUnresolved(shell.status(declared))) continue;
            String sentence = CompileErrors.unresolved(shell, declared);
            if (declared instanceof VarSnippet)
                return Outcome.failed(
                        new CompileErrors(shell, loader).missingType(declared, sources.get(declared.id())), notices);
            notices.add(sentence);
        }
        return Outcome.of(value, hasValue, notices);
    }

    Outcome call(String cell, Callable<?> code) {
        return control.isInCell() ? call(code) : during(cell, () -> call(code));
    }

    private Outcome call(Callable<?> code) {
        try {
            return Outcome.of(control.call(code), true, List.of());
        } catch (Throwable e) {
            Failure failure = control.interrupted() || e instanceof Stopped
                    ? RunTimeErrors.interrupted(e)
                    : RunTimeErrors.outside(e);
            return Outcome.failed(failure, List.of());
        }
    }

    /** Moves the declarations that are still to come before a snippet that needs one of them. */
    private boolean hoist(Deque<Snippets.Snippet> todo, Snippets.Snippet snippet, Snippet rejected) {
        boolean missing =
                shell.diagnostics(rejected).anyMatch(d -> d.getCode().startsWith("compiler.err.cant.resolve"));
        List<Snippets.Snippet> declarations =
                todo.stream().filter(Snippets.Snippet::isDeclaration).toList();
        if (!missing || declarations.isEmpty()) return false;
        todo.removeAll(declarations);
        todo.push(snippet);
        for (int i = declarations.size() - 1; i >= 0; i--) todo.push(declarations.get(i));
        return true;
    }

    private Failure failure(SnippetEvent event, Source source) {
        Stopped exit = Stopped.exitIn(control.thrown());
        if (exit != null) return RunTimeErrors.exit(exit);
        if (control.interrupted() || control.thrown() instanceof Stopped)
            return control.isExpired()
                    ? RunTimeErrors.expired(control.limit(), control.thrown())
                    : RunTimeErrors.interrupted(control.thrown());
        if (event.status() == Status.REJECTED)
            return new CompileErrors(shell, loader).rejected(event.snippet(), source);
        if (event.exception() instanceof UnresolvedReferenceException e) {
            DeclarationSnippet declared = e.getSnippet();
            if (declared == null) return CompileErrors.neverComplete(); // pruned
            return new CompileErrors(shell, loader).unresolved(declared, sources.get(declared.id()));
        }
        if (event.exception() instanceof EvalException e) return new RunTimeErrors(sources).thrown(e, control.thrown());
        return null;
    }

    private static boolean isUnresolved(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private static void noteReset(SnippetEvent event, List<String> notices) {
        if (event.snippet() instanceof VarSnippet variable
                && event.snippet() != event.causeSnippet()
                && event.previousStatus() == Status.VALID
                && event.status() != Status.DROPPED
                && event.causeSnippet() instanceof DeclarationSnippet cause
                && !cause.name().equals(variable.name()))
            notices.add(
                    "The variable " + variable.name() + (event.status().isDefined() ? " was reset to null" : " is gone")
                            + ", because " + cause.name() + " was declared anew.");
    }

    void limit(Duration statement) {
        control.limit(statement);
    }

    void addToClassPath(Path jarOrFolder) {
        shell.addToClasspath(ClassPath.join(List.of(jarOrFolder)));
    }

    List<Session.Variable> variables() {
        return shell.variables()
                .filter(variable -> shell.status(variable).isActive())
                .map(variable ->
                        new Session.Variable(variable.typeName(), variable.name(), loader.valueOf(variable.name())))
                .toList();
    }

    /** How many snippets JShell keeps. */
    long size() {
        return shell.snippets().count();
    }

    ClassLoader classLoader() {
        return loader;
    }

    synchronized Assist assist() {
        if (assist == null) assist = new Assist(shell);
        return assist;
    }

    void interrupt() {
        control.interrupt();
    }

    void close() {
        shell.close();
    }
}
