package gradbook.terminal;

import gradbook.session.Assist.Completeness;
import gradbook.session.Assist.Completions;
import gradbook.session.Assist.Help;
import gradbook.session.Javadoc;
import gradbook.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Reads Java from a person: Enter takes it when it is complete and begins another line when it is not, Alt-Enter always
 * begins one, Tab completes, Tab again tells what is known about the name.
 */
public final class Editor {
    private static final String TAB = "java-tab";
    private static final int MOST_HELP_LINES = 24;

    private final Screen screen;
    private final Supplier<Session> session;
    private final List<String> commands;
    private final LineReader reader;
    private String textAtTab = "";
    private boolean helpedAtTab;

    /**
     * An editor on a screen.
     *
     * @param commands lines that are no Java and complete as they stand, each with a slash in front
     * @param history where typed lines are kept, or null
     */
    public Editor(Screen screen, Supplier<Session> session, List<String> commands, Path history) {
        this.screen = screen;
        this.session = session;
        this.commands = commands;
        reader = LineReaderBuilder.builder()
                .terminal(screen.terminal())
                .appName("gradbook")
                .parser(new Lines())
                .completer((r, line, candidates) -> complete(line, candidates))
                .highlighter(new Colours())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_MENU, false)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P...> ")
                .variable(LineReader.HISTORY_SIZE, 1000)
                .build();
        if (history != null) reader.setVariable(LineReader.HISTORY_FILE, history);
        reader.getWidgets().put(TAB, this::tab);
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(TAB), "\t");
    }

    /**
     * Reads one piece of Java.
     *
     * @param text what stands there to be edited
     * @throws org.jline.reader.UserInterruptException at Ctrl-C
     * @throws org.jline.reader.EndOfFileException at Ctrl-D
     */
    public String read(String prompt, String text) {
        return reader.readLine(prompt, null, (Character) null, text);
    }

    /** Whether a line is for the prompt, such as {@code /help}, and no Java: comments start with a slash, too. */
    public static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//") && !line.startsWith("/*");
    }

    /** Whether another line is wanted. An empty line at the end ends the piece, however incomplete it is. */
    private boolean isOpen(String text) {
        if (text.isBlank() || isCommand(text) || text.endsWith("\n\n")) return false;
        Completeness answer = session.get().assist().completeness(text);
        return !answer.complete() && answer.more();
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        String text = line.line();
        if (isCommand(text)) {
            commands.forEach(command -> candidates.add(new Candidate(command)));
            return;
        }
        int start = line.cursor() - line.wordCursor();
        Completions found = session.get().assist().complete(text, line.cursor());
        String ahead = text.substring(Math.min(start, found.start()), start);
        String inside = text.substring(start, Math.max(start, Math.min(found.start(), line.cursor())));
        for (String each : found.texts()) {
            if (!each.startsWith(ahead)) continue;
            String value = inside + each.substring(ahead.length());
            candidates.add(new Candidate(value, value, null, null, null, null, false));
        }
    }

    private boolean tab() {
        String text = reader.getBuffer().toString();
        int cursor = reader.getBuffer().cursor();
        boolean isRepeated = text.equals(textAtTab);
        boolean wantsHelp =
                isRepeated ? !helpedAtTab : cursor > 0 && cursor <= text.length() && text.charAt(cursor - 1) == '(';
        boolean hasHelped = wantsHelp && help(text, cursor);
        if (!hasHelped) reader.callWidget(LineReader.COMPLETE_WORD);
        textAtTab = reader.getBuffer().toString();
        helpedAtTab = hasHelped;
        return true;
    }

    private boolean help(String text, int cursor) {
        if (text.isBlank() || isCommand(text)) return false;
        List<Help> found = session.get().assist().help(text, cursor);
        if (found.isEmpty()) return false;
        AttributedStringBuilder out = new AttributedStringBuilder();
        int lines = 0;
        for (Help help : found) {
            if (lines > MOST_HELP_LINES) break;
            out.styled(AttributedStyle.BOLD, help.signature()).append('\n');
            lines++;
            if (help.javadoc() == null) continue;
            List<String> doc = Javadoc.text(help.javadoc()).lines().toList();
            for (String line : doc.subList(0, Math.min(doc.size(), MOST_HELP_LINES))) out.append("    " + line + "\n");
            if (doc.size() > MOST_HELP_LINES) out.append("    ...\n");
            lines += doc.size();
        }
        reader.printAbove(screen.hasColours() ? out.toAttributedString() : new AttributedString(out.toString()));
        return true;
    }

    private final class Lines implements Parser {
        @Override
        public ParsedLine parse(String text, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && isOpen(text)) throw new EOFError(-1, -1, "an open piece");
            int start = cursor;
            boolean isCommand = isCommand(text);
            while (start > 0 && (isCommand || Character.isJavaIdentifierPart(text.charAt(start - 1)))) start--;
            return new Word(text, cursor, text.substring(start, cursor));
        }
    }

    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }

    private final class Colours implements Highlighter {
        @Override
        public AttributedString highlight(LineReader reader, String text) {
            return screen.hasColours() ? JavaCode.styled(text) : new AttributedString(text);
        }

        @Override
        public void setErrorPattern(Pattern pattern) {}

        @Override
        public void setErrorIndex(int index) {}
    }
}
