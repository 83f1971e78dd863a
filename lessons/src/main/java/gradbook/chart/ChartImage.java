package gradbook.chart;

import gradbook.show.Html;
import gradbook.show.Styles;
import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart as PNG, at twice its size so that it stays sharp on a projector. Drawing needs no screen, and
 * {@code java.awt.headless} is left as it is, so that a student's own windows still open; it needs a font, and a machine
 * may have none.
 */
final class ChartImage {
    private static final int SCALE = 2;

    private ChartImage() {}

    /** The image, or {@code null} where Java cannot draw text on this machine. */
    static byte[] png(IChart chart, int height) {
        return png(chart.getWidth(), height, g -> chart.paint(g, chart.getWidth(), height));
    }

    /** Charts of one size as one image, so many beside each other; {@code null} as above. */
    static byte[] png(List<? extends IChart> charts, int inARow) {
        int width = charts.get(0).getWidth(), height = charts.get(0).getHeight();
        int rows = (charts.size() + inARow - 1) / inARow;
        return png(inARow * width, rows * height, g -> {
            for (int i = 0; i < charts.size(); i++) {
                Graphics2D place = (Graphics2D) g.create(i % inARow * width, i / inARow * height, width, height);
                charts.get(i).paint(place, width, height);
                place.dispose();
            }
        });
    }

    private static byte[] png(int width, int height, Consumer<Graphics2D> painter) {
        try {
            BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            g.scale(SCALE, SCALE);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
            painter.accept(g);
            g.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException | RuntimeException | LinkageError | InternalError | AWTError e) {
            return null;
        }
    }

    /** The sentence that stands in for an image that could not be drawn. */
    static final String NO_IMAGE = "Java finds no font to draw this chart with, so here it is in characters; "
            + "on Linux, installing fontconfig and a font such as DejaVu helps.";

    /** The image with its alternative text; {@code instead} where there is none; {@code below} follows in any case. */
    static String figure(IChart chart, int height, String alt, String instead, String below) {
        return figure(png(chart, height), chart.getWidth(), height, alt, "", instead, below);
    }

    static String figure(byte[] png, int width, int height, String alt, String above, String instead, String below) {
        String image = png == null
                ? "<p>" + Html.escape(NO_IMAGE) + "</p>" + instead
                : "<img alt=\"" + Html.escape(alt) + "\" width=\"" + width + "\" height=\"" + height
                        + "\" style=\"max-width:100%;height:auto;border-radius:10px;filter:var(--chart)\""
                        + " src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"/>";
        return Html.fragment(Styles.TABLE, "<figure style=\"margin:0\">" + above + image + below + "</figure>");
    }
}
