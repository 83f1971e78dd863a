package gradbook.present;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** The prose of a lesson: CommonMark with tables and with formulas between dollar signs, as Jupyter reads it. */
public final class Markdown {
    /** What pages need to write tables. */
    public static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .customInlineContentParserFactory(new Formulas())
            .build();

    private Markdown() {}

    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** A formula in LaTeX. */
    public static final class Math extends CustomNode {
        private final String latex;
        private final boolean isDisplay;

        Math(String latex, boolean isDisplay) {
            this.latex = latex;
            this.isDisplay = isDisplay;
        }

        public String latex() {
            return latex;
        }

        /** Whether it stands on a line of its own: {@code $$ ... $$}. */
        public boolean isDisplay() {
            return isDisplay;
        }
    }

    private static final class Formulas implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            scanner.next();
            boolean isDisplay = scanner.next('$');
            Position start = scanner.position();
            if (!isDisplay && scanner.whitespace() > 0) return ParsedInline.none(); // the price of 5 $ is no formula
            while (scanner.find('$') >= 0) {
                Position end = scanner.position();
                String text = scanner.getSource(start, end).getContent();
                scanner.next();
                if (isDisplay && !scanner.next('$')) continue;
                if (text.isBlank() || !isDisplay && text.endsWith(" ")) return ParsedInline.none();
                return ParsedInline.of(new Math(text.strip(), isDisplay), scanner.position());
            }
            return ParsedInline.none();
        }
    }
}
