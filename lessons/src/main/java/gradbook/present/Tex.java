package gradbook.present;

import gradbook.show.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A formula in the LaTeX that lessons and the engine write, as MathML, which browsers set without any script or font of
 * ours, and as Unicode text for terminals. What it does not know stays as it is written.
 *
 * <pre>{@code Tex.parse("\\frac{\\partial f}{\\partial x} = x^2").unicode() // ∂f/∂x = x² }</pre>
 *
 * @param mathml elements to stand inside {@code <math>}
 * @param unicode one line
 */
public record Tex(String mathml, String unicode) {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("partial", "∂"),
            Map.entry("nabla", "∇"),
            Map.entry("infty", "∞"),
            Map.entry("ldots", "…"),
            Map.entry("cdots", "⋯"),
            Map.entry("vdots", "⋮"),
            Map.entry("ddots", "⋱"),
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("omega", "ω"),
            Map.entry("ell", "ℓ"),
            Map.entry("top", "⊤"),
            Map.entry("mathbb R", "ℝ"));
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("cdot", "·"),
            Map.entry("times", "×"),
            Map.entry("odot", "⊙"),
            Map.entry("otimes", "⊗"),
            Map.entry("pm", "±"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("neq", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("sim", "∼"),
            Map.entry("to", "→"),
            Map.entry("rightarrow", "→"),
            Map.entry("leftarrow", "←"),
            Map.entry("mapsto", "↦"),
            Map.entry("in", "∈"),
            Map.entry("sum", "∑"),
            Map.entry("prod", "∏"),
            Map.entry("int", "∫"),
            Map.entry("mid", "|"),
            Map.entry("lVert", "‖"),
            Map.entry("rVert", "‖"),
            Map.entry("Rightarrow", "⇒"),
            Map.entry("ll", "≪"),
            Map.entry("gg", "≫"));
    private static final Set<String> FUNCTIONS =
            Set.of("sin", "cos", "tan", "tanh", "exp", "log", "ln", "max", "min", "arg", "det");
    private static final Map<String, String> HIGH = pairs("0123456789+-=()nTijk", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀⁱʲᵏ");
    private static final Map<String, String> LOW = pairs("0123456789+-=()aeijkmnprx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₚᵣₓ");

    private static Map<String, String> pairs(String from, String to) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < from.length(); i++) map.put(from.substring(i, i + 1), to.substring(i, i + 1));
        return map;
    }

    /** Reads a formula without its dollar signs. */
    public static Tex parse(String latex) {
        Reader reader = new Reader(latex.strip());
        Tex all = reader.row();
        while (reader.at < reader.text.length()) { // a bracket too many
            all = join(all, atom("mo", reader.text.substring(reader.at, ++reader.at)));
            all = join(all, reader.row());
        }
        return all;
    }

    /** The formula as an element of a page; {@code display} gives it a line of its own, which keys reach to scroll it. */
    public String page(boolean display) {
        return "<math" + (display ? " display=\"block\" tabindex=\"0\"" : "") + "><mrow>" + mathml + "</mrow></math>";
    }

    private static Tex atom(String element, String text) {
        return new Tex("<" + element + ">" + Html.escape(text) + "</" + element + ">", text);
    }

    private static Tex join(Tex a, Tex b) {
        return new Tex(a.mathml + b.mathml, a.unicode + b.unicode);
    }

    private String group() {
        return "<mrow>" + mathml + "</mrow>";
    }

    private String bracketed() {
        return unicode.matches("[∂Δ]?[\\p{L}\\p{N}.]+[₀-ₜ⁰-ⁿᵀ]*") || unicode.matches("\\([^()]*\\)")
                ? unicode
                : "(" + unicode + ")";
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** Everything up to the end of the group, of the cell or of the line. */
        Tex row() {
            Tex row = new Tex("", "");
            while (at < text.length() && !ends()) {
                Tex next = scripted(one());
                row = join(row, next);
            }
            return row;
        }

        private boolean ends() {
            return text.charAt(at) == '}'
                    || text.charAt(at) == '&'
                    || text.startsWith("\\\\", at)
                    || text.startsWith("\\end{", at)
                    || text.startsWith("\\right", at) && !text.startsWith("\\rightarrow", at);
        }

        private Tex scripted(Tex base) {
            Tex low = null;
            Tex high = null;
            while (at < text.length() && (text.charAt(at) == '_' || text.charAt(at) == '^')) {
                boolean isLow = text.charAt(at++) == '_';
                if (isLow) low = argument();
                else high = argument();
            }
            if (low == null && high == null) return base;
            String element = low == null ? "msup" : high == null ? "msub" : "msubsup";
            String unicode = base.unicode + script(low, LOW, "_") + script(high, HIGH, "^");
            return new Tex(
                    "<" + element + ">" + base.group() + (low == null ? "" : low.group())
                            + (high == null ? "" : high.group()) + "</" + element + ">",
                    unicode);
        }

        private static String script(Tex script, Map<String, String> letters, String mark) {
            if (script == null) return "";
            StringBuilder small = new StringBuilder();
            for (String c : script.unicode.replace('−', '-').split("")) {
                if (!letters.containsKey(c)) return mark + script.bracketed();
                small.append(letters.get(c));
            }
            return small.toString();
        }

        private Tex argument() {
            while (at < text.length() && text.charAt(at) == ' ') at++;
            return at < text.length() && !ends() ? one() : new Tex("", "");
        }

        private Tex one() {
            char c = text.charAt(at++);
            if (c == '\\') return command();
            if (c == '{') return braces();
            if (Character.isWhitespace(c)) return new Tex("", "");
            if (Character.isDigit(c)) {
                int start = at - 1;
                while (at < text.length() && (Character.isDigit(text.charAt(at)) || decimal())) at++;
                return atom("mn", text.substring(start, at));
            }
            int point = text.codePointAt(at - 1);
            at += Character.charCount(point) - 1;
            if (Character.isLetter(point)) return atom("mi", Character.toString(point));
            return switch (c) {
                case '-' -> operator("−");
                case '=', '+', '<', '>' -> operator(String.valueOf(c));
                case ',' -> new Tex("<mo>,</mo>", ", ");
                default ->
                    new Tex(
                            "<mo stretchy=\"false\">" + Html.escape(Character.toString(point)) + "</mo>",
                            Character.toString(point));
            };
        }

        private boolean decimal() {
            return text.charAt(at) == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        }

        /** With blanks around it, unless it is the sign of a number. */
        private Tex operator(String sign) {
            String before = text.substring(0, Math.max(0, at - 1)).stripTrailing();
            boolean isSign = "−".equals(sign)
                    && (before.isEmpty() || before.matches("(?s).*([=+\\-<>({,&]|\\\\cdot|\\\\times|\\\\\\\\)"));
            return new Tex(
                    (isSign ? "<mo form=\"prefix\">" : "<mo>") + Html.escape(sign) + "</mo>",
                    isSign ? sign : " " + sign + " ");
        }

        private Tex braces() {
            Tex inner = row();
            if (at < text.length() && text.charAt(at) == '}') at++;
            return inner;
        }

        private Tex command() {
            int start = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
            if (at == start) { // an escaped sign, or a space
                if (at == text.length()) return atom("mo", "\\");
                char c = text.charAt(at++);
                return switch (c) {
                    case ',', ';', ':', ' ' -> new Tex("<mspace width=\"0.2em\"></mspace>", " ");
                    case '!' -> new Tex("", "");
                    case '|' -> atom("mo", "‖");
                    default -> atom("mo", String.valueOf(c));
                };
            }
            String name = text.substring(start, at);
            if (SYMBOLS.containsKey(name)) return atom("mi", SYMBOLS.get(name));
            if (OPERATORS.containsKey(name))
                return new Tex(atom("mo", OPERATORS.get(name)).mathml, spaced(OPERATORS.get(name)));
            if (FUNCTIONS.contains(name))
                return new Tex(atom("mi", name).mathml + "<mo>\u2061</mo>", name + (startsWord() ? " " : ""));
            return switch (name) {
                case "frac", "dfrac", "tfrac" -> {
                    Tex over = argument();
                    Tex under = argument();
                    yield new Tex(
                            "<mfrac>" + over.group() + under.group() + "</mfrac>",
                            over.bracketed() + "/" + under.bracketed());
                }
                case "sqrt" -> {
                    Tex inner = argument();
                    yield new Tex("<msqrt>" + inner.mathml + "</msqrt>", "√" + inner.bracketed());
                }
                case "hat" -> over(argument(), "^", "\u0302");
                case "bar", "overline" -> over(argument(), "¯", "\u0304");
                case "tilde" -> over(argument(), "~", "\u0303");
                case "vec" -> over(argument(), "→", "\u20d7");
                case "underset" -> {
                    Tex under = argument();
                    Tex base = argument();
                    yield new Tex(
                            "<munder>" + base.group() + under.group() + "</munder>",
                            base.unicode + " (" + under.unicode + ")");
                }
                case "text", "mathrm", "operatorname", "textrm", "mbox" -> {
                    String words = verbatim();
                    String kept = words.replaceAll("^ | $", "\u00a0"); // MathML trims a plain space
                    yield new Tex(atom("operatorname".equals(name) ? "mi" : "mtext", kept).mathml, words);
                }
                case "mathbf", "boldsymbol", "mathit", "mathbb", "displaystyle" -> argument();
                case "left" -> left();
                case "begin" -> environment(verbatim());
                case "quad", "qquad" -> new Tex("<mspace width=\"1em\"></mspace>", "  ");
                case "backslash" -> atom("mo", "\\");
                default -> atom("mtext", "\\" + name);
            };
        }

        private boolean startsWord() {
            String rest = text.substring(at).stripLeading();
            return !rest.isEmpty()
                    && rest.charAt(0) != '('
                    && rest.charAt(0) != '^'
                    && rest.charAt(0) != '_'
                    && !rest.startsWith("\\left");
        }

        private static String spaced(String sign) {
            return "∑∏∫‖|".contains(sign) ? sign : " " + sign + " ";
        }

        private static Tex over(Tex base, String sign, String combining) {
            return new Tex(
                    "<mover accent=\"true\">" + base.group() + "<mo>" + sign + "</mo></mover>",
                    base.unicode + combining);
        }

        /** The text between braces, as it stands; escaped signs without their backslash. */
        private String verbatim() {
            if (at >= text.length() || text.charAt(at) != '{') return argument().unicode;
            int depth = 0;
            int start = at + 1;
            for (; at < text.length(); at++) {
                if (text.charAt(at) == '\\') at++;
                else if (text.charAt(at) == '{') depth++;
                else if (text.charAt(at) == '}' && --depth == 0) break;
            }
            String words = text.substring(start, Math.min(at, text.length()));
            at = Math.min(at + 1, text.length());
            return words.replaceAll("\\\\([\\\\{}$&#_%^~])", "$1");
        }

        private Tex left() {
            String open = bracket();
            Tex inner = row();
            if (text.startsWith("\\right", at)) at += 6;
            String close = at < text.length() ? bracket() : "";
            return new Tex(
                    "<mrow><mo>" + Html.escape(open) + "</mo>" + inner.mathml + "<mo>" + Html.escape(close)
                            + "</mo></mrow>",
                    open + inner.unicode + close);
        }

        private String bracket() {
            if (at >= text.length()) return "";
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) c = text.charAt(at++);
            return c == '.' ? "" : String.valueOf(c);
        }

        private Tex environment(String name) {
            if (name.equals("array")) verbatim();
            List<List<Tex>> rows = new ArrayList<>();
            rows.add(new ArrayList<>());
            while (at < text.length() && !text.startsWith("\\end{", at)) {
                int before = at;
                rows.get(rows.size() - 1).add(row());
                if (at < text.length() && text.charAt(at) == '&') at++;
                else if (text.startsWith("\\\\", at)) {
                    at += 2;
                    if (at < text.length() && text.charAt(at) == '[')
                        at = Math.max(at, text.indexOf(']', at) + 1); // space
                    rows.add(new ArrayList<>());
                } else if (at == before) at++; // a bracket too many
            }
            if (at < text.length()) at += 4;
            if (at < text.length()) verbatim();
            boolean isMatrix = name.contains("matrix");
            String open = !isMatrix ? "" : name.startsWith("p") ? "(" : name.startsWith("v") ? "|" : "[";
            String close = !isMatrix ? "" : name.startsWith("p") ? ")" : name.startsWith("v") ? "|" : "]";
            StringBuilder table = new StringBuilder();
            List<String> lines = new ArrayList<>();
            for (List<Tex> cells : rows) {
                table.append("<mtr>");
                for (Tex cell : cells) table.append("<mtd>").append(cell.mathml).append("</mtd>");
                table.append("</mtr>");
                lines.add(String.join(
                        isMatrix ? " " : "",
                        cells.stream().map(cell -> cell.unicode.strip()).toList()));
            }
            String style = isMatrix ? "" : " class=\"steps\" displaystyle=\"true\"";
            return new Tex(
                    "<mrow><mo>" + open + "</mo><mtable" + style + ">" + table + "</mtable><mo>" + close
                            + "</mo></mrow>",
                    open + String.join("; ", lines) + close);
        }
    }
}
