package gradbook.session;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The host's class path: what the compiler must see so that cells can use the host's classes. */
final class ClassPath {
    private ClassPath() {}

    /** All jars and folders that the loader of our own classes and its parents read from. */
    static Set<Path> ofHost() {
        Set<Path> path = new LinkedHashSet<>();
        for (ClassLoader loader = ClassPath.class.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) for (URL url : urls.getURLs()) add(path, url);
            if (loader == ClassLoader.getSystemClassLoader()) path.addAll(parse(System.getProperty("java.class.path")));
        }
        return path;
    }

    static List<Path> parse(String classPath) {
        List<Path> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator))
            if (!entry.isBlank()) entries.add(Path.of(entry).toAbsolutePath());
        return entries;
    }

    static String join(Iterable<Path> path) {
        List<Path> entries = new ArrayList<>();
        path.forEach(entries::add);
        return entries.stream().map(p -> p.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(Set<Path> path, URL url) {
        try {
            Path entry = Path.of(url.toURI());
            if (Files.exists(entry)) path.add(entry);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // a class path entry that is not a file: javac could not read it anyway
        }
    }
}
