package gradbook.show;

import java.util.Arrays;

/**
 * How people see colours, computed: the three kinds of colour blindness (Machado, Oliveira and Fernandes 2009, at their
 * full strength), the difference of two colours (CIEDE2000) and their contrast (WCAG 2). A colour is {@code 0xRRGGBB}.
 */
public enum Sight {
    USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    private static final double[] D65 = {0.95047, 1, 1.08883};
    private static final double[][] TO_XYZ = {
        {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
    };

    private final double[] matrix; // on linear RGB

    Sight(double... matrix) {
        this.matrix = matrix;
    }

    /** The three parts between 0 and 1, as light adds up. */
    private static double[] linear(int color) {
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = (color >> 16 - 8 * i & 0xFF) / 255.0;
            parts[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return parts;
    }

    /** CIE L*a*b* of what is seen of a colour. */
    double[] lab(int color) {
        double[] rgb = linear(color);
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) seen[i] += matrix[3 * i + j] * rgb[j];
            seen[i] = Math.max(0, Math.min(1, seen[i]));
        }
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = 0;
            for (int j = 0; j < 3; j++) t += TO_XYZ[i][j] * seen[j];
            t /= D65[i];
            f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    /** How different two colours look; 1 is just noticed side by side. */
    public double difference(int a, int b) {
        return ciede2000(lab(a), lab(b));
    }

    /** The least difference that any eye sees. */
    public static double least(int a, int b) {
        return Arrays.stream(values())
                .mapToDouble(sight -> sight.difference(a, b))
                .min()
                .getAsDouble();
    }

    /** From 1 to 21; a text wants 4.5, a line 3. */
    public static double contrast(int a, int b) {
        double x = luminance(a), y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double luminance(int color) {
        double[] rgb = linear(color);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    /** Sharma, Wu and Dalal 2005. */
    static double ciede2000(double[] p, double[] q) {
        double mean = (Math.hypot(p[1], p[2]) + Math.hypot(q[1], q[2])) / 2;
        double g = 0.5 * (1 - Math.sqrt(Math.pow(mean, 7) / (Math.pow(mean, 7) + Math.pow(25, 7))));
        double a1 = (1 + g) * p[1], a2 = (1 + g) * q[1];
        double c1 = Math.hypot(a1, p[2]), c2 = Math.hypot(a2, q[2]);
        double h1 = hue(a1, p[2]), h2 = hue(a2, q[2]);
        double turn = c1 * c2 == 0 ? 0 : h2 - h1;
        if (turn > 180) turn -= 360;
        if (turn < -180) turn += 360;
        double dl = q[0] - p[0], dc = c2 - c1;
        double dh = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
        double l = (p[0] + q[0]) / 2, c = (c1 + c2) / 2;
        double h = c1 * c2 == 0 ? h1 + h2 : h1 + turn / 2;
        h = (h + 360) % 360;
        double t = 1
                - 0.17 * Math.cos(Math.toRadians(h - 30))
                + 0.24 * Math.cos(Math.toRadians(2 * h))
                + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
                - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
        double sl = 1 + 0.015 * (l - 50) * (l - 50) / Math.sqrt(20 + (l - 50) * (l - 50));
        double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
        double rc = 2 * Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + Math.pow(25, 7)));
        double rt = -rc * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((h - 275) / 25, 2))));
        return Math.sqrt(Math.pow(dl / sl, 2) + Math.pow(dc / sc, 2) + Math.pow(dh / sh, 2) + rt * dc / sc * dh / sh);
    }

    private static double hue(double a, double b) {
        return a == 0 && b == 0 ? 0 : (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }
}
