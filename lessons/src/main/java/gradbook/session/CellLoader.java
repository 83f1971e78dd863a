package gradbook.session;

import gradbook.session.Memory.Variable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/**
 * Defines the classes that JShell makes of a student's snippets, woven. Its parent is the loader of the host's own
 * classes, so that host and cells share one copy of them; a jar loaded a second time adds nothing.
 */
final class CellLoader extends URLClassLoader implements LoaderDelegate {
    private final Map<String, byte[]> pending = new ConcurrentHashMap<>(); // woven
    private final Deque<Class<?>> wrappers = new ConcurrentLinkedDeque<>(); // the newest first

    CellLoader() {
        super("cells", new URL[0], CellLoader.class.getClassLoader());
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        for (ClassBytecodes c : classes)
            if (findLoadedClass(c.name()) != null) // would run the old code in silence
            throw new IllegalStateException("This declaration cannot be loaded, because " + c.name()
                    + " is loaded already: start the session anew.");
        // All first, then load: the classes of one snippet know each other.
        for (ClassBytecodes c : classes) pending.put(c.name(), Weaver.weave(c.bytecodes()));
        try {
            for (ClassBytecodes c : classes) loadClass(c.name());
        } catch (ClassNotFoundException | LinkageError e) {
            boolean[] loaded = new boolean[classes.length];
            for (int i = 0; i < classes.length; i++) loaded[i] = findLoadedClass(classes[i].name()) != null;
            throw new ClassInstallException(String.valueOf(e), loaded);
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> known = findLoadedClass(name);
        if (known != null) return known;
        byte[] woven = pending.remove(name);
        if (woven == null) return super.findClass(name);
        Class<?> defined = defineClass(name, woven, 0, woven.length);
        if (!name.contains("$JShell$") || name.indexOf('$', name.indexOf("$JShell$") + 8) < 0) wrappers.push(defined);
        return defined;
    }

    /** The session's variables whose names the test accepts; each once, in its newest declaration. */
    List<Variable> variables(Predicate<String> isWanted) {
        Map<String, Variable> found = new LinkedHashMap<>();
        for (Class<?> wrapper : wrappers)
            for (Field field : wrapper.getDeclaredFields())
                if (Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && isWanted.test(field.getName())
                        && field.trySetAccessible())
                    found.putIfAbsent(field.getName(), new Variable(field.getName(), field));
        return List.copyOf(found.values());
    }

    /** What a variable holds in its newest declaration; null if there is none. */
    Object valueOf(String name) {
        for (Class<?> wrapper : wrappers)
            try {
                Field field = wrapper.getDeclaredField(name);
                if (Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) return field.get(null);
            } catch (NoSuchFieldException e) {
                // of another snippet
            } catch (IllegalAccessException | LinkageError e) {
                return null;
            }
        return null;
    }

    /** Looks for variables no more in wrappers with such names. The JVM keeps the classes themselves. */
    void forget(Predicate<String> names) {
        wrappers.removeIf(wrapper -> names.test(wrapper.getName()));
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {}

    @Override
    public void addToClasspath(String path) {
        for (Path entry : ClassPath.parse(path)) {
            try {
                addURL(entry.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
