package gradbook.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;

/** What to try: one plain sentence for the compiler errors that students meet most. */
final class Hints {
    /** Where a class that lacks its import is looked for. */
    private static final List<String> PACKAGES = List.of(
            "gradbook.scalar",
            "gradbook.matrix",
            "gradbook.layer",
            "gradbook.derivative",
            "gradbook.show",
            "gradbook.picture",
            "gradbook.chart",
            "gradbook.data",
            "gradbook.check",
            "java.time",
            "java.text",
            "java.nio",
            "java.nio.charset",
            "java.nio.channels",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.zip",
            "java.net.http",
            "java.lang.reflect",
            "java.lang.invoke",
            "java.awt",
            "java.awt.image",
            "java.awt.geom",
            "javax.imageio",
            "javax.swing",
            "java.sql",
            "org.knowm.xchart",
            "tech.tablesaw.api");

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(variable|method|class)\\s+([\\w$]+)");
    private static final Pattern OF_TYPE =
            Pattern.compile("location:.*(?:of type|class|interface)\\s+([\\w$.\\[\\]]+(?:<[\\w$.]+>)?)");
    private static final Pattern LIST = Pattern.compile("(?:java\\.util\\.)?List<([\\w$.]+)>");

    private static final Pattern HIDDEN =
            Pattern.compile("^(\\w+)(?:\\([^)]*\\))? (?:is not public|has private access) in ([\\w.]+)");
    private static final Pattern NO_PACKAGE = Pattern.compile("package (\\w+) does not exist");
    private static final List<String> USUAL = List.of(
            "System", "Math", "String", "Integer", "Double", "List", "Value", "Matrix", "int", "double", "return",
            "boolean", "public", "static", "final", "while", "switch", "record", "import");

    private static final String CAPTURED =
            "a lambda may only use local variables that never change; copy the value into a new variable first.";
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry(
                    "compiler.err.not.stmt",
                    "a line must do something: assign, call or declare. Is an = or a call's () missing?"),
            Map.entry("compiler.err.premature.eof", "a { or ( is opened and never closed; count the brackets."),
            Map.entry(
                    "compiler.err.illegal.start.of.expr",
                    "Java expects a value here; look for a missing operand or a bracket too many just before."),
            Map.entry(
                    "compiler.err.illegal.start.of.type",
                    "Java expects a type here; look for a bracket too many just before."),
            Map.entry(
                    "compiler.err.illegal.start.of.stmt",
                    "Java expects a statement here; look for a bracket too many just before."),
            Map.entry(
                    "compiler.err.unexpected.type", "only a variable can be given a value, on the left of = or by ++."),
            Map.entry(
                    "compiler.err.type.found.req",
                    "between < > stands a class: Integer for int, Double for double, Boolean for boolean."),
            Map.entry(
                    "compiler.err.cant.infer.local.var.type",
                    "var takes its type from a value: give it one, or write the type."),
            Map.entry(
                    "compiler.err.missing.ret.stmt",
                    "every way through the method must end in return with a value (or throw)."),
            Map.entry(
                    "compiler.err.var.might.not.have.been.initialized",
                    "give the variable a value on every way that leads here."),
            Map.entry(
                    "compiler.err.unreported.exception.need.to.catch.or.throw",
                    "add `throws` with this exception to the method's head, or put the call into try { ... } catch."),
            Map.entry(
                    "compiler.err.unclosed.str.lit",
                    "the text has no closing \" on this line; for several lines use \"\"\"."),
            Map.entry("compiler.err.unclosed.char.lit", "'x' holds exactly one character; a text needs double quotes."),
            Map.entry("compiler.err.already.defined", "the name is taken in this block; choose another one."),
            Map.entry("compiler.err.cant.ref.non.effectively.final.var", CAPTURED),
            Map.entry("compiler.err.local.variables.cant.be.accessed", CAPTURED),
            Map.entry(
                    "compiler.err.operator.cant.be.applied.1",
                    "this operator does not take these types. Java has no operators for objects: call a method, as in x.add(y)."),
            Map.entry("compiler.err.operator.cant.be.applied", "this operator does not take this type."),
            Map.entry(
                    "compiler.err.cant.apply.symbol",
                    "compare the number, the order and the types of the arguments with what is required."),
            Map.entry(
                    "compiler.err.cant.apply.symbols",
                    "no version of the method takes these arguments; compare their number, order and types."),
            Map.entry("compiler.err.cant.assign.val.to.var", "a final variable keeps its first value."),
            Map.entry("compiler.err.array.req.but.found", "only an array has [ ]; a list has get(i)."),
            Map.entry("compiler.err.cant.deref", "a primitive value such as an int has no methods and no fields."),
            Map.entry(
                    "compiler.err.non-static.cant.be.ref",
                    "this belongs to an object: make one with new, and call it on that."),
            Map.entry(
                    "compiler.err.does.not.override.abstract",
                    "write the missing method, or declare the class abstract."));

    private Hints() {}

    /** A hint for a compiler error at the code {@code at}, or null. */
    static String forError(String code, String message, String at, JShell shell, ClassLoader loader) {
        if (code.startsWith("compiler.err.cant.resolve")) {
            Matcher symbol = SYMBOL.matcher(message);
            if (!symbol.find()) return null;
            Matcher owner = OF_TYPE.matcher(message);
            return owner.find()
                    ? forMember(symbol.group(1), symbol.group(2), owner.group(1), shell, loader)
                    : forMissing(symbol.group(1), symbol.group(2), shell, loader);
        }
        if (code.equals("compiler.err.doesnt.exist")) {
            Matcher unknown = NO_PACKAGE.matcher(message); // system.out looks like a package to the compiler
            Optional<String> near =
                    unknown.matches() ? nearest(unknown.group(1), known(shell, loader)) : Optional.empty();
            if (near.isPresent()) return "did you mean " + near.get() + "?";
            return "no jar on the class path has this package. Check its spelling; in a notebook, %jars adds a jar.";
        }
        if (code.startsWith("compiler.err.expected") && at.matches("[)\\]]"))
            return "there is a " + at + " too many, or the bracket that it closes is missing.";
        if (code.equals("compiler.err.expected") && message.startsWith("';'"))
            return "a statement ends in a semicolon; put one where the caret points.";
        if (code.startsWith("compiler.err.expected"))
            return "something is missing where the caret points, or something before it is not finished.";
        if (code.startsWith("compiler.err.prob.found.req")) return forTypes(message);
        if (code.equals("compiler.err.not.def.public.cant.access") || code.equals("compiler.err.report.access"))
            return forHidden(message, loader);
        return SENTENCES.get(code);
    }

    /** A hint for a name that is not known: the import it needs, or a known name that is spelled almost so. */
    static String forMissing(String kind, String name, JShell shell, ClassLoader loader) {
        if (kind.equals("method") && name.equals("show")) return "add `import static gradbook.show.Show.show;`";
        if (name.equals("NaN")) return "write Double.NaN";
        if (kind.equals("method")
                && Stream.of(Math.class.getMethods()).anyMatch(m -> m.getName().equals(name)))
            return "it stands in the class Math: write Math." + name + ".";
        if (kind.equals("method") && isOfCheck(name, loader))
            return "the first cells of a lesson import " + name + ": run them, from the top of the page.";
        Optional<String> type = kind.equals("method") ? Optional.empty() : find(name, PACKAGES.stream(), loader);
        if (type.isPresent()) return "add `import " + type.get() + ";`";
        return nearest(name, known(shell, loader))
                .map(near -> "did you mean " + near + "?")
                .orElse(
                        kind.equals("variable")
                                ? "declare " + name + " first, as in `double " + name
                                        + " = ...;`, or run the cell that declares it."
                                : "declare " + name + " first, or run the cell that declares it.");
    }

    /** What is declared, what is imported, and what everybody uses. */
    private static Stream<String> known(JShell shell, ClassLoader loader) {
        Stream<String> declared =
                shell.snippets().filter(DeclarationSnippet.class::isInstance).map(s -> ((DeclarationSnippet) s).name());
        Stream<String> imported = shell.imports().flatMap(i -> importedNames(i, loader));
        return Stream.of(declared, imported, USUAL.stream()).flatMap(s -> s);
    }

    /** Whether a lesson's cells call {@code name} as predict, check, hint and the like. */
    private static boolean isOfCheck(String name, ClassLoader loader) {
        Class<?> check = load("gradbook.check.Check", loader);
        return check != null
                && Stream.of(check.getMethods())
                        .anyMatch(m ->
                                m.getDeclaringClass() == check && m.getName().equals(name));
    }

    /** The names that an import brings: one class, or the members of a class if it is static. */
    private static Stream<String> importedNames(ImportSnippet snippet, ClassLoader loader) {
        String name = snippet.fullname();
        int dot = name.lastIndexOf('.');
        if (!name.endsWith("*")) return Stream.of(name.substring(dot + 1));
        Class<?> type = snippet.isStatic() ? load(name.substring(0, dot), loader) : null;
        return type == null ? Stream.empty() : members(type);
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.concat(
                Stream.of(type.getMethods()).map(Method::getName),
                Stream.of(type.getFields()).map(Field::getName));
    }

    private static String forMember(String kind, String name, String owner, JShell shell, ClassLoader loader) {
        String raw = owner.replaceFirst("<.*", "");
        Stream<String> imported =
                Stream.of("java.lang", "java.util", "java.util.stream", "java.io", "java.math", "java.nio.file");
        if (owner.endsWith("[]"))
            return name.equals("length")
                    ? "the length of an array has no (): write .length"
                    : "an array has no methods: write a[i] for one of its values, a.length for their number.";
        Matcher list = LIST.matcher(owner);
        Class<?> element = list.matches() ? load(list.group(1), loader) : null;
        if (element != null && members(element).anyMatch(name::equals))
            return "this is a list; " + name + " belongs to what is in it: take one out first, with .get(0).";
        Class<?> named = raw.contains(".") ? load(raw, loader) : null;
        Optional<Class<?>> type = named != null
                ? Optional.of(named)
                : find(raw, Stream.concat(imported, PACKAGES.stream()), loader).map(n -> load(n, loader));
        if (type.isEmpty()) return forMissing("method", name, shell, loader);
        if (kind.equals("variable") && members(type.get()).anyMatch(name::equals))
            return name + " is a method here: write " + name + "().";
        return nearest(name, members(type.get()))
                .map(near -> "did you mean " + near + "?")
                .orElse("press Tab behind the dot to see what " + raw + " offers.");
    }

    /** A field that cannot be read, where a method of the same name reads it. */
    private static String forHidden(String message, ClassLoader loader) {
        Matcher hidden = HIDDEN.matcher(message);
        Class<?> type = hidden.find() ? load(hidden.group(2), loader) : null;
        String name = type == null ? "" : hidden.group(1);
        return type != null && members(type).anyMatch(name::equals)
                ? name + " is a method here: write " + name + "()."
                : "it is not public; use what its class offers instead.";
    }

    private static String forTypes(String message) {
        if (message.matches("(?s).*\\b(int|double) cannot be converted to gradbook\\.scalar\\.Value.*"))
            return "Value.of(5) makes a Value of a number, Value.of(\"x\", 5) one with a name.";
        if (message.contains("unexpected return value"))
            return "a void method returns nothing; in place of void, write the type that it returns.";
        if (message.contains("missing return value")) return "the method promises a value: write it behind return.";
        if (message.contains("possible lossy conversion"))
            return "the value may not fit; if you mean it, write the type in front, as in (int) x.";
        if (message.contains("String cannot be converted to int"))
            return "a number has no quotes; Integer.parseInt(text) makes one of a text.";
        if (message.contains("String cannot be converted to double"))
            return "a number has no quotes; Double.parseDouble(text) makes one of a text.";
        if (message.contains("int cannot be converted to boolean"))
            return "a comparison has two signs: == instead of =.";
        if (message.matches("(?s).*boolean cannot be converted to (int|double).*"))
            return "a comparison is true or false; a number comes of it by a < b ? 1 : 0.";
        if (message.contains("cannot be converted to String")) return "String.valueOf(x) makes a text of any value.";
        return "the value on the right has another type than the place where it goes.";
    }

    private static Optional<String> find(String simpleName, Stream<String> packages, ClassLoader loader) {
        return packages.map(p -> p + "." + simpleName)
                .filter(name -> load(name, loader) != null)
                .findFirst();
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static Optional<String> nearest(String name, Stream<String> known) {
        return Nearest.of(name, known.filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
