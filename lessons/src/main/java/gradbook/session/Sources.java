package gradbook.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Javadoc of classes whose sources are at hand: our own, which our jars bring along, and those of libraries for which a
 * jar of sources, or of Javadoc's pages, was added. (JShell knows only where the JDK's are.)
 */
final class Sources {
    private static final String OURS = "META-INF/sources/gradbook/scalar/Value.java";
    private static final String ENDING = ".java";

    /** A source, or a page, whose name has the types around its own before it: {@code Map.Entry.html}. */
    private static final Pattern FILE = Pattern.compile("(?:.+\\.)?([^.]+)\\.(?:java|html)");

    /** A field as {@code Owner.name:type}, a method or a constructor as {@code int Owner.name(int a)}, or a type. */
    private static final Pattern FIELD = Pattern.compile("(?:.*[. ])?(\\w+)\\.(\\w+):.*");

    private static final Pattern METHOD = Pattern.compile("(?:.*[. ])?(\\w+)\\.(\\w+)\\((.*)\\).*");
    private static final Pattern CONSTRUCTOR = Pattern.compile("(?:[\\w.]+\\.)?(\\w+)\\((.*)\\).*"); // no return type
    private static final Pattern TYPE = Pattern.compile("(?:[\\w.]+\\.)?(\\w+)");

    /** What is looked for: a type if the member is null; the parameters' types are null for a field. */
    record Wanted(String owner, String member, List<String> parameters) {}

    private final Map<String, List<URI>> files = new HashMap<>(); // by the types that they are named after
    private boolean hasOurs;

    /** Looks into one more jar or folder of sources or of pages. */
    synchronized void add(Path jarOrFolder) throws IOException {
        if (Files.isDirectory(jarOrFolder)) {
            index(jarOrFolder);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(jarOrFolder)) {
            for (Path root : jar.getRootDirectories()) index(root);
        }
    }

    private void index(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches())
                    files.computeIfAbsent(name.group(1), key -> new ArrayList<>())
                            .add(file.toUri());
            }
        }
    }

    /** Our own jar, or the folder of our classes. */
    private synchronized void addOurs() throws IOException {
        if (hasOurs) return;
        hasOurs = true;
        URL known = Sources.class.getResource("/" + OURS);
        if (known == null) return; // built without its sources
        String url = known.toString();
        if (url.startsWith("jar:")) add(Path.of(URI.create(url.substring(4, url.indexOf("!/")))));
        else add(Path.of(URI.create(url)).resolve("../../../..").normalize());
    }

    /** The Javadoc of what has this signature, or null. */
    String javadoc(String signature) {
        Wanted wanted = wanted(signature);
        if (wanted == null) return null;
        for (String file : named(wanted.owner)) {
            // A page starts with a tag, and a source never does.
            String comment = file.stripLeading().startsWith("<") ? JavadocPage.find(file, wanted) : find(file, wanted);
            if (comment != null) return comment;
        }
        return null;
    }

    static Wanted wanted(String signature) {
        String plain = signature;
        for (String last = ""; !last.equals(plain); ) { // without type arguments, from the inside out
            last = plain;
            plain = plain.replaceAll("<[^<>]*>", "");
        }
        plain = plain.replace("..(", ".(").strip();
        Matcher m = FIELD.matcher(plain);
        if (m.matches()) return new Wanted(m.group(1), m.group(2), null);
        m = CONSTRUCTOR.matcher(plain);
        if (m.matches()) return new Wanted(m.group(1), "<init>", types(m.group(2)));
        m = METHOD.matcher(plain);
        if (m.matches()) return new Wanted(m.group(1), m.group(2), types(m.group(3)));
        m = TYPE.matcher(plain);
        return m.matches() ? new Wanted(m.group(1), null, null) : null;
    }

    /** The types of parameters such as {@code int a, String... more}. */
    private static List<String> types(String parameters) {
        if (parameters.isBlank()) return List.of();
        return Arrays.stream(parameters.split(","))
                .map(parameter -> simple(parameter.strip().replaceAll("\\s+\\w+$", "")))
                .toList();
    }

    /** A type without its package and its arguments; an array as it is. */
    static String simple(String type) {
        return type.replaceAll("<.*>", "")
                .replaceAll("@\\w+\\s+", "")
                .replace("...", "[]")
                .replaceAll(".*\\.", "");
    }

    /** The files that are named after a type. */
    private List<String> named(String type) {
        List<String> found = new ArrayList<>();
        try {
            addOurs();
            List<URI> named;
            synchronized (this) {
                named = List.copyOf(files.getOrDefault(type, List.of()));
            }
            for (URI uri : named)
                try (InputStream in = connection(uri).getInputStream()) {
                    found.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
        } catch (IOException e) {
            // a jar that is gone: no help then
        }
        return found;
    }

    private static URLConnection connection(URI uri) throws IOException {
        URLConnection connection = uri.toURL().openConnection();
        connection.setUseCaches(false); // or the jar stays open
        return connection;
    }

    private static String find(String source, Wanted wanted) {
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:/" + wanted.owner + ENDING), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        try {
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, diagnostic -> {}, null, null, Collections.singleton(file));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String[] found = new String[1];
                new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitClass(ClassTree type, Void nothing) {
                        if (type.getSimpleName().contentEquals(wanted.owner)) {
                            if (wanted.member == null) found[0] = docs.getDocComment(getCurrentPath());
                            else
                                for (Tree member : type.getMembers())
                                    if (found[0] == null && isWanted(member, wanted))
                                        found[0] = docs.getDocComment(new TreePath(getCurrentPath(), member));
                        }
                        return super.visitClass(type, nothing);
                    }
                }.scan(unit, null);
                if (found[0] != null) return found[0];
            }
        } catch (IOException e) {
            // it is in memory
        }
        return null;
    }

    private static boolean isWanted(Tree member, Wanted wanted) {
        if (member instanceof VariableTree field)
            return wanted.parameters == null && field.getName().contentEquals(wanted.member);
        return member instanceof MethodTree method
                && wanted.parameters != null
                && method.getName().contentEquals(wanted.member)
                && method.getParameters().stream()
                        .map(parameter -> simple(parameter.getType().toString()))
                        .toList()
                        .equals(wanted.parameters);
    }
}
