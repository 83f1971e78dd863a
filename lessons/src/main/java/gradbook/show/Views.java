package gradbook.show;

import gradbook.chart.Charts;
import gradbook.derivative.Derivation;
import gradbook.derivative.FourWays;
import gradbook.derivative.GradientCheck;
import gradbook.derivative.Jacobian;
import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import gradbook.picture.GradientTable;
import gradbook.picture.GraphPicture;
import gradbook.picture.NetworkPicture;
import gradbook.picture.Tables;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/** How everything looks: each type the course shows, in text and, where the stage is rich, as a page fragment. */
final class Views {
    private static final Map<Class<?>, Function<Object, Showable>> VIEWS = new LinkedHashMap<>();

    static {
        see(Showable.class, x -> x);
        see(Value.class, GraphPicture::of);
        see(Trace.class, GradientTable::of);
        see(Derivation.class, x -> formula(wrapped(x.text()), x.latex()));
        see(GradientCheck.class, Tables::of);
        see(FourWays.class, Tables::of);
        see(Matrix.class, x -> formula(x.toString(), latex(x)));
        see(Jacobian.class, Tables::of);
        see(Layer.class, NetworkPicture::of);
        see(IChart.class, Charts::of);
        see(Table.class, Tables::of);
    }

    private Views() {}

    private static <T> void see(Class<T> type, Function<T, Showable> view) {
        VIEWS.put(type, x -> view.apply(type.cast(x)));
    }

    /** A matrix behind its name, with the shape below the name: several in one cell could not be told apart without. */
    private static String latex(Matrix m) {
        if (m.name() == null) return m.toLatex();
        String name = m.name().replace("^T", "\u1d40").replaceAll("[\\\\${}^_&%#~<>]", " ");
        return "\\underset{" + m.rows() + " \\times " + m.cols() + "}{\\text{" + name + "}} = " + m.toLatex();
    }

    private static String wrapped(String text) {
        return text.lines().map(line -> Paragraph.wrap(line, 4)).collect(Collectors.joining("\n"));
    }

    private static Showable formula(String text, String latex) {
        return new Showable() {
            @Override
            public String text() {
                return text.stripTrailing();
            }

            @Override
            public String latex() {
                return latex;
            }

            @Override
            public String toString() {
                return text();
            }
        };
    }

    /** The types that look like more than their text. */
    static Set<Class<?>> types() {
        return VIEWS.keySet();
    }

    /** The text always; every other form that a stage can show and that {@code view} manages to make. */
    static Map<String, String> bundle(Showable view, boolean rich) {
        Map<String, String> bundle = new LinkedHashMap<>();
        bundle.put("text/plain", rich ? view.textOnPage() : view.text());
        if (rich) {
            add(bundle, "text/html", view::html);
            add(bundle, "text/latex", () -> view.latex() == null ? null : "$$" + view.latex() + "$$");
        } else {
            add(bundle, "image/png", () -> {
                byte[] png = view.png();
                return png == null ? null : Base64.getEncoder().encodeToString(png);
            });
        }
        return bundle;
    }

    private static void add(Map<String, String> bundle, String mime, Supplier<String> form) {
        try {
            String made = form.get();
            if (made != null) bundle.put(mime, made);
        } catch (RuntimeException | LinkageError e) {
            // The text stands by itself.
        }
    }

    static Showable of(Object x) {
        for (Map.Entry<Class<?>, Function<Object, Showable>> view : VIEWS.entrySet())
            if (view.getKey().isInstance(x)) return view.getValue().apply(x);
        String text = String.valueOf(x);
        return () -> text.contains("\n") ? text : Paragraph.wrap(text, 0); // a page would cut a word in two
    }
}
