package gradbook.pages;

import gradbook.pages.Recorder.Output;
import gradbook.present.Markdown;
import gradbook.present.Script;
import gradbook.present.Tex;
import gradbook.show.Html;
import gradbook.show.Styles;
import gradbook.terminal.JavaCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * One page. It stands by itself: styles inside, pictures inside, formulas in MathML, which every browser sets by itself;
 * its policy forbids the browser to load anything.
 */
final class Page {
    private static final HtmlRenderer PROSE = HtmlRenderer.builder()
            .extensions(Markdown.EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .nodeRendererFactory(Formula::new)
            .build();

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private static final String STYLE = Styles.THEME
            + "html{color-scheme:light dark}body.gb{background:var(--paper);margin:0;font-size:17px;line-height:1.6}"
            + "main{max-width:50em;margin:0 auto;padding:0 16px 64px;box-sizing:border-box}"
            + "h1,h2,h3{line-height:1.25;margin:1.6em 0 .6em}h1{font-size:1.8em}h2{font-size:1.35em}"
            + "a{color:var(--value)}nav{display:flex;flex-wrap:wrap;gap:4px 20px;padding:14px 0;font-size:.9em}"
            + "nav .next{margin-left:auto}"
            + "code,pre{font-family:ui-monospace,\"Cascadia Code\",\"DejaVu Sans Mono\",Menlo,Consolas,monospace;"
            + "font-size:.88em}pre code{font-size:1em}p code,li code,td code{background:var(--gate);padding:1px 4px;border-radius:4px}"
            + "pre{background:var(--gate);padding:12px 16px;border-radius:8px;overflow-x:auto;line-height:1.45;margin:14px 0}"
            + "pre.out{background:none;padding:0;border-radius:0}"
            + "pre.wrong{border-left:6px double var(--grad);background:none;border-radius:0}"
            + ".output{overflow-x:auto;margin:14px 0}.output .gb{font-size:15px}blockquote{margin:1em 0;padding-left:1.2em;"
            + "border-left:3px solid var(--line)}"
            + ".prose{overflow-wrap:break-word}.prose table{border-collapse:collapse;display:block;overflow-x:auto;"
            + "font-size:.92em}.prose th,.prose td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;"
            + "border-bottom:1px solid var(--rule)}math{font-size:1.08em}math[display=block]{width:fit-content;max-width:100%;overflow-x:auto;"
            + "overflow-y:hidden;text-align:left;padding:4px 0}mtable.steps mtd{text-align:left;padding:.35em 0}"
            + ".keyword{font-weight:650}.comment{color:var(--soft);font-style:italic}.string{color:var(--grad)}"
            + ".number,.type{color:var(--value)}";

    private final String title;
    private final StringBuilder body = new StringBuilder();

    Page(String title) {
        this.title = title;
    }

    static Page contents(List<Script> lessons) {
        Page page = new Page("Gradbook");
        page.body.append("<h1>Gradbook</h1><p>Backpropagation you can open, step through and change. "
                + "Every page is a lesson as it ran: its text, its code and what came of it.</p><ul>");
        for (Script lesson : lessons)
            page.body.append("<li>").append(link(lesson, lesson.title())).append("</li>");
        page.body.append("</ul>");
        return page;
    }

    private static String link(Script lesson, String text) {
        return "<a href=\"" + Html.escape(lesson.slug()) + ".html\">" + Html.escape(text) + "</a>";
    }

    void links(Script before, Script after) {
        body.append("<nav><a href=\"index.html\">Contents</a>");
        if (before != null) body.append(link(before, "\u2190 " + before.title()));
        if (after != null)
            body.append("<span class=\"next\">")
                    .append(link(after, after.title() + " \u2192"))
                    .append("</span>");
        body.append("</nav>");
    }

    void prose(Script.Cell cell) {
        Node text = Markdown.parse(cell.source());
        text.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                // Between notebooks a cell is reached by #cell-id=name, on a page by #name.
                if (!link.getDestination().contains(":"))
                    link.setDestination(link.getDestination()
                            .replaceFirst("\\.ipynb(?=#|$)", ".html")
                            .replace("#cell-id=", "#"));
                visitChildren(link);
            }
        });
        section("prose", cell.id(), PROSE.render(text));
    }

    void code(Script.Cell cell, List<Output> outputs) {
        StringBuilder inside = new StringBuilder();
        if (!cell.is("setup"))
            inside.append("<pre tabindex=\"0\"><code>")
                    .append(JavaCode.html(cell.source()))
                    .append("</code></pre>");
        for (Output output : outputs) inside.append(output(output));
        section("cell", cell.id(), inside.toString());
    }

    private void section(String kind, String id, String inside) {
        body.append("<section class=\"" + kind + "\" id=\"")
                .append(Html.escape(id))
                .append("\">")
                .append(inside)
                .append("</section>\n");
    }

    private static String output(Output output) {
        Map<String, String> bundle = output.bundle();
        String text = bundle.get("text/plain");
        if (output.isFailure()) return "<pre class=\"wrong\">" + Html.escape(text) + "</pre>";
        if (bundle.containsKey("text/html")) return "<div class=\"output\">" + bundle.get("text/html") + "</div>";
        if (bundle.containsKey("text/latex"))
            return "<div class=\"output\">"
                    + Tex.parse(bundle.get("text/latex").replaceAll("^\\$+|\\$+$", ""))
                            .page(true) + "</div>";
        return "<pre class=\"out\" tabindex=\"0\">" + Html.escape(text.stripTrailing()) + "</pre>";
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + Html.escape(title) + "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>" + STYLE
                + "</style>\n</head>\n<body class=\"gb\">\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    /** Writes {@link Markdown.Math}. */
    private record Formula(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Markdown.Math.class);
        }

        @Override
        public void render(Node node) {
            Markdown.Math math = (Markdown.Math) node;
            context.getWriter().raw(Tex.parse(math.latex()).page(math.isDisplay()));
        }
    }
}
