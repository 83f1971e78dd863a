package gradbook.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Takes what is dead out of JShell, which keeps every snippet of a session with its source, its class file and the
 * compiler's words: in a long session most of what grows, and what makes each cell slower than the last.
 *
 * <p>JShell has no door for that, so this goes in by reflection, where the package is opened: the kernel's jar does so in
 * its manifest ({@code Add-Opens}). Where it is closed, or where another JDK has other fields, all is kept.
 */
final class Pruning {
    static final int RECENT = 200;

    private static final int COMPILER = 5; // prunings for which a compiler is kept, whose caches only grow
    private static final String PACKAGE = "REPL.", PREFIX = PACKAGE + "$JShell$";

    private final JShell shell;
    private final int recent;
    private int next;
    private int prunings;

    /** @param recent so many snippets stay, dead or not: code that they have left behind still tells its lines when it fails */
    Pruning(JShell shell, int recent) {
        this.shell = shell;
        this.recent = recent;
        next = recent + recent / 2;
    }

    /** Prunes if there is enough to prune. Forgets where dead snippets stood, and the classes that were made of them. */
    void prune(Map<String, Source> sources, CellLoader loader) {
        try {
            Set<Snippet> snippets = get(shell, "maps", "snippets");
            if (snippets.size() < next) return;
            List<Snippet> byIndex = get(shell, "maps", "keyIndexToSnippet");
            Map<String, Set<Integer>> dependents = get(shell, "maps", "dependencies");
            Map<String, ?> wraps = get(shell, "outerMap", "classOuters");
            Map<String, ?> files = get(shell, "taskFactory", "fileManager", "classObjects");
            Map<String, ?> classes = get(shell, "classTracker", "map");
            Method newCompiler = accessible(get(shell, "taskFactory").getClass().getDeclaredMethod("initTaskPool"));

            int old = snippets.size() - recent;
            for (Iterator<Snippet> all = snippets.iterator(); old > 0; old--) if (isDead(all.next())) all.remove();
            next = snippets.size() + recent / 2;
            Set<String> names = new HashSet<>(); // of the classes that are left
            Set<String> ids = new HashSet<>();
            for (Snippet left : snippets) {
                ids.add(left.id());
                List<?> told = get(left, "diagnostics");
                if (told != null && isDead(left)) told.clear(); // they hold the compiler that said so
                Object wrap = get(left, "outer");
                if (wrap != null) names.add((String) method(wrap, "className").invoke(wrap));
            }
            byIndex.replaceAll(snippet -> snippets.contains(snippet) ? snippet : null);
            for (Set<Integer> some : dependents.values())
                some.removeIf(index -> index < byIndex.size() && byIndex.get(index) == null);
            dependents.values().removeIf(Set::isEmpty);
            wraps.keySet().retainAll(names);
            files.keySet().removeIf(name -> !names.contains(outermost(name)));
            for (Map.Entry<String, ?> one : classes.entrySet()) {
                if (names.contains(outermost(one.getKey()))) continue;
                // Stays, as loaded with other code: JShell then takes a new name and not that of a class which is
                // there.
                field(one.getValue(), "loadedBytes").set(one.getValue(), new byte[0]);
                field(one.getValue(), "currentBytes").set(one.getValue(), null);
            }
            sources.keySet().retainAll(ids);
            loader.forget(name -> !names.contains(outermost(name)));
            if (++prunings % COMPILER == 0) newCompiler.invoke(get(shell, "taskFactory"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            next = Integer.MAX_VALUE; // not as we know it
        }
    }

    /** Whether nothing can ask for a snippet any more: it has run and declared nothing, or was declared anew or refused. */
    private boolean isDead(Snippet snippet) {
        return !snippet.kind().isPersistent() || !shell.status(snippet).isActive();
    }

    /** The wrapper around a class, such as {@code $JShell$12B} for {@code REPL.$JShell$12B$Point}. */
    private static String outermost(String className) {
        int end = className.startsWith(PREFIX) ? className.indexOf('$', PREFIX.length()) : -1;
        return className.substring(
                className.startsWith(PACKAGE) ? PACKAGE.length() : 0, end < 0 ? className.length() : end);
    }

    /** The value of a field, or of a field of that, and so on. */
    @SuppressWarnings("unchecked")
    private static <T> T get(Object of, String... fields) throws ReflectiveOperationException {
        Object value = of;
        for (String name : fields) value = field(value, name).get(value);
        return (T) value;
    }

    private static Field field(Object of, String name) throws NoSuchFieldException {
        for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass())
            for (Field field : type.getDeclaredFields())
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
        throw new NoSuchFieldException(name);
    }

    private static Method method(Object of, String name) throws NoSuchMethodException {
        return accessible(of.getClass().getMethod(name));
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }
}
