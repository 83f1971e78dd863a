package gradbook.present;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Markdown for a terminal: headings underlined, text wrapped, tables aligned, code kept, formulas in Unicode. */
final class Prose extends AbstractVisitor {
    private static final AttributedStyle HEADING =
            AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.CYAN);
    private static final String QUOTE = "    ";

    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();
    private AttributedStringBuilder inline = new AttributedStringBuilder();
    private AttributedStyle style = AttributedStyle.DEFAULT;
    private String first = ""; // before the next line
    private String rest = ""; // before the lines after it

    private Prose(int width) {
        this.width = width;
    }

    /** {@code markdown} as lines of at most {@code width} columns; only code may be wider. */
    static List<AttributedString> lines(String markdown, int width) {
        Prose prose = new Prose(width);
        Markdown.parse(markdown).accept(prose);
        return prose.lines;
    }

    /** The same as plain text. */
    static String render(String markdown, int width) {
        return String.join(
                "\n",
                lines(markdown, width).stream().map(AttributedString::toString).toList());
    }

    /** An empty line between two blocks, but not between the items of a tight list. */
    private void gap(Node block) {
        boolean isInItem = block.getParent() instanceof ListItem;
        boolean isTight = isInItem && ((ListBlock) block.getParent().getParent()).isTight()
                || block instanceof ListItem && ((ListBlock) block.getParent()).isTight();
        boolean isFirst = block.getPrevious() == null && (isInItem || block instanceof ListItem);
        if (!lines.isEmpty() && !isTight && !isFirst) lines.add(AttributedString.EMPTY);
    }

    @Override
    public void visit(BulletList list) {
        gap(list);
        visitChildren(list);
    }

    @Override
    public void visit(OrderedList list) {
        gap(list);
        visitChildren(list);
    }

    private AttributedString inlines(Node parent) {
        AttributedStringBuilder outer = inline;
        inline = new AttributedStringBuilder();
        visitChildren(parent);
        AttributedString text = inline.toAttributedString();
        inline = outer;
        return text;
    }

    private void flow(AttributedString text) {
        lines.addAll(Wrap.lines(text, width, new AttributedString(first), new AttributedString(rest)));
        first = rest;
    }

    @Override
    public void visit(Paragraph paragraph) {
        gap(paragraph);
        flow(inlines(paragraph));
    }

    @Override
    public void visit(Heading heading) {
        gap(heading);
        AttributedStyle before = style;
        style = HEADING;
        List<AttributedString> title = Wrap.lines(inlines(heading), width);
        style = before;
        lines.addAll(title);
        int longest =
                title.stream().mapToInt(AttributedString::columnLength).max().orElse(0);
        lines.add(new AttributedString((heading.getLevel() == 1 ? "=" : "-").repeat(longest), HEADING));
    }

    @Override
    public void visit(ListItem item) {
        gap(item);
        String mark = item.getParent() instanceof OrderedList list ? number(list, item) + ". " : "- ";
        String firstBefore = first;
        String restBefore = rest;
        first = restBefore + mark;
        rest = restBefore + " ".repeat(mark.length());
        visitChildren(item);
        first = firstBefore.isEmpty() ? restBefore : firstBefore;
        rest = restBefore;
    }

    private static int number(OrderedList list, ListItem item) {
        int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        for (Node other = item.getPrevious(); other != null; other = other.getPrevious()) number++;
        return number;
    }

    @Override
    public void visit(BlockQuote quote) {
        String before = rest;
        first = rest = before + QUOTE;
        visitChildren(quote);
        first = rest = before;
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code(code, code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code(code, code.getLiteral());
    }

    private void code(Node block, String literal) {
        gap(block);
        literal.lines().forEach(line -> lines.add(new AttributedString(rest + "    " + line, code())));
    }

    @Override
    public void visit(ThematicBreak rule) {
        gap(rule);
        lines.add(new AttributedString("\u2500".repeat(width)));
    }

    @Override
    public void visit(CustomBlock block) {
        if (!(block instanceof TableBlock)) return;
        gap(block);
        List<List<AttributedString>> rows = new ArrayList<>();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow) rows.add(new ArrayList<>());
                if (node instanceof TableCell) rows.get(rows.size() - 1).add(inlines(node));
                else visitChildren(node);
            }
        });
        lines.addAll(Columns.of(rows, width));
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Markdown.Math math)
            inline.styled(style.italic(), Tex.parse(math.latex()).unicode());
        else visitChildren(node);
    }

    @Override
    public void visit(Text text) {
        inline.styled(style, text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        inline.styled(code(), code.getLiteral());
    }

    private AttributedStyle code() {
        return style.foreground(AttributedStyle.MAGENTA);
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(emphasis, AttributedStyle::italic);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
        within(emphasis, AttributedStyle::bold);
    }

    private void within(Node node, UnaryOperator<AttributedStyle> change) {
        AttributedStyle before = style;
        style = change.apply(style);
        visitChildren(node);
        style = before;
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        inline.append(" ");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        inline.append("\n");
    }
}
