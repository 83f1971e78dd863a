package gradbook.show;

/**
 * The look of everything on a page, in one place. Each fragment brings its own background, light or dark as the page
 * around it: Jupyter and VS Code say which they are on {@code body}; elsewhere the reader's system decides. The two hues
 * (Okabe and Ito's blue and vermilion, darkened or lightened until they contrast) differ for colour-blind readers too,
 * and never carry a meaning alone.
 */
public final class Styles {
    private Styles() {}

    private static final String LIGHT = "{--paper:#ffffff;--ink:#1a2230;--soft:#586374;--line:#7d8898;--rule:#dbe1e9;"
            + "--gate:#f1f4f8;--value:#0a58a6;--grad:#a83a00;--mark:#ffe9a8;--mark-line:#8a6100;--chart:none;color-scheme:light}";
    private static final String DARK = "{--paper:#15191f;--ink:#e8ecf2;--soft:#a3adbb;--line:#8792a2;--rule:#343c48;"
            + "--gate:#222934;--value:#86c5ff;--grad:#ffb380;--mark:#5a4708;--mark-line:#ffd866;--chart:invert(.92) hue-rotate(180deg);color-scheme:dark}";

    /** Paper, ink and the two hues. */
    public static final String THEME = ".gb"
            + LIGHT
            + "@media (prefers-color-scheme:dark){.gb"
            + DARK
            + "}body[data-jp-theme-light=\"true\"] .gb,body.notebook_app .gb,body.vscode-light .gb"
            + LIGHT
            + "body[data-jp-theme-light=\"false\"] .gb,body.vscode-dark .gb"
            + DARK
            + ".gb{font:15px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;"
            + "color:var(--ink)}"
            + ".gb .scroll{overflow-x:auto}.gb .drawn{display:block!important}.gb .still{display:none}.gb [tabindex]:focus-visible{outline:2px solid var(--value)}"
            + ".gb .name{font-family:\"STIX Two Text\",\"Latin Modern Roman\",\"Palatino Linotype\",Palatino,Georgia,"
            + "\"DejaVu Serif\",serif;font-style:italic}"
            + ".gb .v{font-weight:650}.gb .g{font-style:italic}";

    /** The graph picture: a value stands above its wire in bold, a gradient below it in italics. */
    public static final String GRAPH = ".gb .paper{fill:var(--paper)}"
            + ".gb .wire path{fill:none;stroke:var(--line);stroke-width:1.6;stroke-linejoin:round}"
            + ".gb .wire .tip{fill:var(--line);stroke:none}"
            + ".gb .box{fill:var(--gate);stroke:var(--ink);stroke-width:1.6}"
            + ".gb .leaf .box{fill:var(--paper);stroke:var(--line)}"
            + ".gb .marked>path{stroke:var(--ink);stroke-width:4}.gb .marked>.tip{fill:var(--ink)}"
            + ".gb .marked>.box{stroke:var(--ink);stroke-width:4}"
            + ".gb .rim .box{stroke-dasharray:4 3}"
            + ".gb .copy .box{fill:var(--ink);stroke:none}"
            + ".gb text{fill:var(--ink);font-size:15px;text-anchor:middle}"
            + ".gb text.start{text-anchor:start}.gb text.end{text-anchor:end}.gb .sub{font-size:70%;font-style:normal}"
            + ".gb text.name{font-size:19px}.gb text.auto{font-size:15px;fill:var(--soft)}.gb text.sym{font-size:22px;font-weight:500}.gb text.fun{font-size:15px}"
            + ".gb text.v{fill:var(--value);font-variant-numeric:tabular-nums}"
            + ".gb text.g{fill:var(--grad);font-variant-numeric:tabular-nums}"
            + ".gb text.small{font-size:12.5px;fill:var(--soft)}"
            // A wire may pass behind the name of a gate.
            + ".gb .gate text.name,.gb text.end{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}"
            + ".gb tspan.v{fill:var(--value)}.gb tspan.g{fill:var(--grad)}";

    /** Tables of numbers. */
    public static final String TABLE = ".gb table{border-collapse:collapse;margin:0;background:var(--paper);"
            + "font-size:15px;color:var(--ink);font-variant-numeric:tabular-nums}"
            + ".gb .sheet{background:var(--paper);border-radius:10px;padding:14px 18px;display:inline-block;"
            + "max-width:100%;overflow-x:auto;box-sizing:border-box}"
            // Jupyter stripes every table, in colours of its own theme.
            + ".gb table tbody tr:nth-child(n),.gb table tbody tr:hover{background:none}"
            + ".gb caption{text-align:left;color:var(--soft);font-size:13px;padding:0 0 10px;caption-side:top}"
            + ".gb th,.gb td{padding:5px 14px;text-align:right;border:0;border-bottom:1px solid var(--rule);"
            + "background:none;white-space:nowrap;color:var(--ink)}"
            + ".gb thead th{font-weight:600;font-size:13px;color:var(--soft);border-bottom:1.5px solid var(--line)}"
            + ".gb tbody th{font-weight:400}.gb th.l,.gb td.l{text-align:left}"
            + ".gb .note{margin:10px 0 0;font-size:14px}"
            + ".gb tr.sum th,.gb tr.sum td{background:var(--gate)}"
            + ".gb details{margin-top:6px;padding:4px 12px;width:fit-content;max-width:100%;box-sizing:border-box;"
            + "background:var(--paper);border-radius:10px}.gb details .sheet{max-height:320px}.gb summary{display:list-item;cursor:pointer;color:var(--soft);font-size:13px}";

    /** What a check says, and what stays folded until it is asked for. The words say it all; the bar only repeats them. */
    public static final String VERDICT = ".gb .verdict{background:var(--paper);color:var(--ink);margin:4px 0;"
            + "padding:10px 16px;max-width:46em;box-sizing:border-box;border-left:5px solid var(--line)}"
            + ".gb .verdict.right{border-left-color:var(--value)}"
            + ".gb .verdict.wrong{border-left:6px double var(--grad)}"
            + ".gb summary{display:list-item;cursor:pointer}.gb .verdict p{margin:6px 0 0}";

    /** The step-by-step player: what is at work stands out by its thick border, its halo and its place in the text. */
    public static final String PLAYER = ".gb .player{background:var(--paper);color:var(--ink);border-radius:12px;"
            + "display:inline-block;max-width:100%;box-sizing:border-box;padding:0 0 14px}"
            // No sentence makes the player wider than the last: the slider stays where the hand holds it.
            + ".gb .now{margin:0 26px 12px;min-height:4.5em;width:0;min-width:min(44em,calc(100% - 52px));color:var(--ink)}"
            + ".gb .now b{display:block;font-size:12.5px;font-weight:600;color:var(--soft);letter-spacing:.04em}"
            + ".gb .keys{display:flex;gap:8px;align-items:center;margin:0 26px}.gb .keys[hidden]{display:none}"
            + ".gb .keys input{flex:1;min-width:120px;accent-color:var(--value)}"
            + ".gb .keys button{font:20px/1 system-ui,sans-serif;min-width:40px;height:34px;border-radius:8px;"
            + "border:1px solid var(--line);background:var(--gate);color:var(--ink);cursor:pointer}"
            + ".gb .keys button:disabled{opacity:.4;cursor:default}"
            + ".gb .keys :focus-visible{outline:3px solid var(--value);outline-offset:2px}"
            + ".gb .works .box{fill:var(--mark);stroke:var(--mark-line);stroke-width:3.5}"
            + ".gb .fresh{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:4px}";
}
