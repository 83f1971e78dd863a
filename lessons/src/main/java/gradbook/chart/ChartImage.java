package gradbook.chart;

import gradbook.show.Html;
import gradbook.show.Styles;
import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
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
        try {
            int type = BufferedImage.TYPE_INT_RGB;
            BufferedImage image = new BufferedImage(SCALE * chart.getWidth(), SCALE * height, type);
            Graphics2D g = image.createGraphics();
            g.scale(SCALE, SCALE);
            chart.paint(g, chart.getWidth(), height);
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
        byte[] png = png(chart, height);
        String image = png == null
                ? "<p>" + Html.escape(NO_IMAGE) + "</p>" + instead
                : "<img alt=\"" + Html.escape(alt) + "\" width=\"" + chart.getWidth() + "\" height=\""
                        + height + "\" style=\"max-width:100%;height:auto;border-radius:10px;filter:var(--chart)\""
                        + " src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"/>";
        return Html.fragment(Styles.TABLE, "<figure style=\"margin:0\">" + image + below + "</figure>");
    }
}
