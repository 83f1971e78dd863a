package gradbook.picture;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Layout;
import gradbook.layer.Parameter;
import gradbook.layer.Sequential;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Showable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network as a chain of layers, with the shape of what flows on every wire: forward above, and the gradient that comes
 * back has the same shape (B §10). {@code N} is the number of samples. For the same network in scalar gates, show the
 * loss of its {@code Unrolled} form.
 *
 * <pre>{@code
 * show(NetworkPicture.of(Sequential.of(Affine.rows(2, 3, 7), new Relu(), Affine.rows(3, 1, 8))));
 * }</pre>
 */
public final class NetworkPicture implements Showable {
    private static final int BOX = 66;
    private static final int WIRE = 84;
    private static final int PAD = 26;

    private record Box(String name, String detail, String rule, int width) {}

    private final List<Box> boxes = new ArrayList<>();
    private final List<String> shapes = new ArrayList<>(); // one more than boxes
    private final int parameters;

    private NetworkPicture(Layer net) {
        List<Layer> layers = net instanceof Sequential chain ? chain.layers() : List.of(net);
        String shape = layers.stream()
                .filter(Affine.class::isInstance)
                .map(Affine.class::cast)
                .findFirst()
                .map(first -> shape(first, first.inputs()))
                .orElse("any shape");
        shapes.add(shape);
        for (Layer layer : layers) {
            if (layer instanceof Affine affine) shape = shape(affine, affine.outputs());
            shapes.add(shape);
            List<String> held = layer.parameters().stream()
                    .map(p -> Html.shorten(p.name(), 12) + " " + print(p.shape()))
                    .toList();
            String name = layer.getClass().getSimpleName();
            if (name.isEmpty()) name = "layer";
            String detail = String.join(", ", held);
            boxes.add(new Box(
                    name.toLowerCase(Locale.ROOT),
                    detail,
                    layer.rule(),
                    40 + 8 * Math.max(name.length(), detail.length())));
        }
        parameters = net.parameters().stream()
                .map(Parameter::value)
                .mapToInt(value -> value.rows() * value.cols())
                .sum();
    }

    /** The picture of a layer, or of a chain of them. */
    public static NetworkPicture of(Layer net) {
        return new NetworkPicture(net);
    }

    private static String shape(Affine affine, int numbers) {
        return affine.layout() == Layout.ROWS ? "N\u00d7" + numbers : numbers + "\u00d7N";
    }

    private static String print(String shape) {
        return shape.replace('x', '\u00d7');
    }

    private String title() {
        return "A network of " + boxes.size() + (boxes.size() == 1 ? " layer with " : " layers with ") + parameters
                + " parameters";
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(title()).append("; N is the number of samples\n\n");
        out.append("  ").append(shapes.get(0)).append('\n');
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            String held = box.detail.isEmpty() ? "" : ": " + box.detail;
            out.append("   │\n  [").append(box.name).append(held).append("]\n");
            out.append(Paragraph.wrap("   │  back: " + box.rule, 12)).append("\n   │\n  ");
            out.append(shapes.get(i + 1)).append('\n');
        }
        return out.toString().stripTrailing();
    }

    private String description() {
        StringBuilder out = new StringBuilder(shapes.get(0)).append(" goes in.");
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            out.append(" Layer ").append(i + 1).append(", ").append(box.name);
            if (!box.detail.isEmpty()) out.append(" with ").append(box.detail);
            out.append(", gives ")
                    .append(shapes.get(i + 1))
                    .append(". Backward, ")
                    .append(box.rule)
                    .append('.');
        }
        return out.toString();
    }

    @Override
    public String html() {
        return Html.fragment("", Html.drawing(title(), description(), svg()));
    }

    /** The picture as an SVG file of its own. */
    public String svg() {
        StringBuilder out = new StringBuilder();
        int x = PAD;
        int middle = PAD + BOX / 2;
        for (int i = 0; i <= boxes.size(); i++) {
            int end = x + WIRE;
            out.append("<g class=\"wire\"><path d=\"M")
                    .append(x)
                    .append(' ')
                    .append(middle)
                    .append('H')
                    .append(end - 7);
            out.append("\"/><path class=\"tip\" d=\"M")
                    .append(end)
                    .append(' ')
                    .append(middle)
                    .append("l-8 -3.6v7.2z\"/>");
            text(out, "v", x + WIRE / 2 - 2, middle - 9, shapes.get(i));
            out.append("</g>");
            x = end;
            if (i == boxes.size()) break;
            Box box = boxes.get(i);
            out.append("<g class=\"gate\" id=\"")
                    .append(Svg.ID)
                    .append('-')
                    .append(i + 1)
                    .append("\"><rect class=\"box\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(PAD);
            out.append("\" width=\"")
                    .append(box.width)
                    .append("\" height=\"")
                    .append(BOX)
                    .append("\" rx=\"14\"/>");
            int centre = x + box.width / 2;
            text(out, "fun", centre, middle + (box.detail.isEmpty() ? 5 : -5), box.name);
            if (!box.detail.isEmpty()) text(out, "small", centre, middle + 17, box.detail);
            out.append("</g>");
            x += box.width;
        }
        out.append("<text class=\"small start\" x=\"")
                .append(PAD)
                .append("\" y=\"")
                .append(PAD + BOX + 34);
        out.append("\">above a wire: the shape of what goes forward; the gradient that comes back has the same</text>");
        return Svg.image(title(), description(), Math.max(x + PAD, 620), PAD + BOX + 56, out.toString());
    }

    private static void text(StringBuilder out, String type, int x, int y, String text) {
        out.append("<text class=\"")
                .append(type)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\">");
        out.append(Html.escape(text)).append("</text>");
    }

    @Override
    public String toString() {
        return text();
    }
}
