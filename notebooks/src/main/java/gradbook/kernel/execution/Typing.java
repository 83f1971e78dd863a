package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.magic.Magics;
import gradbook.kernel.protocol.Message;
import gradbook.session.Assist.Completeness;
import gradbook.session.Assist.Completions;
import gradbook.session.Assist.Help;
import gradbook.session.Javadoc;
import gradbook.session.Session;
import gradbook.session.Snippets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Answers what a front end asks while a student types. Jupyter's offsets count code points, Java's count chars. */
final class Typing {
    /** A magic and the word of its line at the cursor. */
    private static final Pattern MAGIC = Pattern.compile("(%%?\\w+)\\s+(?:.*\\s)?(\\S*)");

    private final Supplier<Session> session;
    private final Magics magics;

    Typing(Supplier<Session> session, Magics magics) {
        this.session = session;
        this.magics = magics;
    }

    JsonObject complete(Message request) {
        String code = request.text("code", "");
        int cursor = cursor(request, code);
        int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
        String line = code.substring(lineStart, cursor);
        JsonObject reply = new JsonObject();
        int start;
        List<String> texts;
        Matcher magic = MAGIC.matcher(line);
        boolean ofMagic = magic.matches() && !Magics.takesJava(magic.group(1));
        if (line.startsWith("%") && !line.contains(" ")) {
            start = lineStart;
            texts = magics.names().stream()
                    .filter(name -> name.startsWith(line))
                    .toList();
        } else if (ofMagic) {
            start = lineStart + magic.start(2);
            texts = magics.complete(magic.group(1), magic.group(2));
        } else {
            String java = magic.matches()
                    ? code.substring(0, lineStart) + " ".repeat(magic.end(1)) + code.substring(lineStart + magic.end(1))
                    : withoutMagics(code);
            Completions found = session.get().assist().complete(java, cursor);
            start = Math.min(found.start(), cursor);
            texts = found.texts();
        }
        int from = code.codePointCount(0, start);
        int to = code.codePointCount(0, cursor);
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        for (String text : texts) {
            matches.add(text);
            JsonObject type = new JsonObject();
            type.addProperty("start", from);
            type.addProperty("end", to);
            type.addProperty("text", text);
            type.addProperty("type", ofMagic ? "path" : type(text));
            types.add(type);
        }
        reply.add("matches", matches);
        reply.addProperty("cursor_start", from);
        reply.addProperty("cursor_end", to);
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types); // the name by which front ends know it
        reply.add("metadata", metadata);
        return reply;
    }

    /** What kind of thing a completion is, in the words of Jupyter's front ends. */
    private static String type(String text) {
        if (text.startsWith("%")) return "magic";
        if (text.endsWith("(") || text.endsWith("()") || text.endsWith(")")) return "function";
        if (text.endsWith(".")) return "module";
        if (SourceVersion.isKeyword(text)) return "keyword";
        boolean constant = text.equals(text.toUpperCase(Locale.ROOT)) && text.length() > 1;
        return Character.isUpperCase(text.charAt(0)) && !constant ? "class" : "instance";
    }

    JsonObject inspect(Message request) {
        String code = request.text("code", "");
        List<Help> found = session.get().assist().help(withoutMagics(code), cursor(request, code));
        JsonObject data = new JsonObject();
        if (!found.isEmpty()) {
            List<String> plain = new ArrayList<>();
            StringBuilder html = new StringBuilder();
            for (Help help : found) {
                plain.add(help.signature() + (help.javadoc() == null ? "" : "\n" + Javadoc.text(help.javadoc())));
                html.append("<p><code>")
                        .append(Javadoc.escape(help.signature()))
                        .append("</code></p>");
                if (help.javadoc() != null) html.append(Javadoc.html(help.javadoc()));
            }
            data.addProperty("text/plain", String.join("\n\n", plain));
            data.addProperty("text/html", html.toString());
        }
        JsonObject reply = new JsonObject();
        reply.addProperty("found", !found.isEmpty());
        reply.add("data", data);
        reply.add("metadata", new JsonObject());
        return reply;
    }

    JsonObject isComplete(Message request) {
        String code = request.text("code", "");
        JsonObject reply = new JsonObject();
        if (code.startsWith("%%", Snippets.nextStart(code, 0))) {
            reply.addProperty("status", code.endsWith("\n") ? "complete" : "incomplete");
            if (!code.endsWith("\n")) reply.addProperty("indent", "");
            return reply;
        }
        Completeness answer = session.get().assist().completeness(withoutMagics(code));
        reply.addProperty("status", answer.complete() ? "complete" : answer.more() ? "incomplete" : "invalid");
        if (!answer.complete() && answer.more()) reply.addProperty("indent", indent(code));
        return reply;
    }

    /** The indent of the last line, and one step more if that line opens a bracket. */
    private static String indent(String code) {
        String last = code.substring(code.stripTrailing().lastIndexOf('\n') + 1);
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.stripTrailing().matches(".*[({\\[]") ? indent + "    " : indent;
    }

    /** The code with blanks for its magics, so that offsets stay what they are. */
    private static String withoutMagics(String code) {
        return Interpreter.javaOf(code);
    }

    private static int cursor(Message request, String code) {
        int points = code.codePointCount(0, code.length());
        int cursor = Math.max(0, Math.min(points, request.number("cursor_pos", points)));
        return code.offsetByCodePoints(0, cursor);
    }
}
