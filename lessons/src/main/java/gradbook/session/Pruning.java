package gradbook.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
class Pruning {
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

            // All is looked up before anything is taken away: a session that is half pruned would not work.
            int old = snippets.size() - recent;
            Set<Snippet> left = new HashSet<>();
            for (Snippet snippet : snippets) if (old-- <= 0 || !isDead(snippet)) left.add(snippet);
            Set<String> names = new HashSet<>(); // of the classes that are left
            Set<String> ids = new HashSet<>();
            List<List<?>> words = new ArrayList<>();
            for (Snippet snippet : left) {
                ids.add(snippet.id());
                List<?> told = get(snippet, "diagnostics");
                if (told != null && isDead(snippet)) words.add(told); // they hold the compiler that said so
                Object wrap = get(snippet, "outer");
                if (wrap != null) names.add((String) method(wrap, "className").invoke(wrap));
            }
            Map<Object, List<Field>> gone = new HashMap<>();
            for (Map.Entry<String, ?> one : classes.entrySet())
                if (!names.contains(outermost(one.getKey())))
                    gone.put(
                            one.getValue(),
                            List.of(field(one.getValue(), "loadedBytes"), field(one.getValue(), "currentBytes")));

            snippets.retainAll(left);
            next = snippets.size() + recent / 2;
            words.forEach(List::clear);
            byIndex.replaceAll(snippet -> left.contains(snippet) ? snippet : null);
            for (Set<Integer> some : dependents.values())
                some.removeIf(index -> index < byIndex.size() && byIndex.get(index) == null);
            dependents.values().removeIf(Set::isEmpty);
            wraps.keySet().retainAll(names);
            files.keySet().removeIf(name -> !names.contains(outermost(name)));
            for (Map.Entry<Object, List<Field>> one : gone.entrySet()) {
                // Stays, as loaded with other code: JShell then takes a new name and not that of a class which is
                // there.
                one.getValue().get(0).set(one.getKey(), new byte[0]);
                one.getValue().get(1).set(one.getKey(), null);
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
    <T> T get(Object of, String... fields) throws ReflectiveOperationException {
        Object value = of;
        for (String name : fields) value = field(value, name).get(value);
        return (T) value;
    }

    Field field(Object of, String name) throws NoSuchFieldException {
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
