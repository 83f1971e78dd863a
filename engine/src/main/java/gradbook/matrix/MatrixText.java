package gradbook.matrix;

import gradbook.scalar.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Matrices as text and as LaTeX. Beyond ten rows or columns the middle is left out. */
final class MatrixText {
    private static final int DIGITS = 6;
    private static final int SHOWN = 10;
    private static final int EDGE = 4;
    private static final int GAP = -1;

    private MatrixText() {}

    static String text(Matrix m) {
        List<List<String>> cells = cells(m, Style.TEXT, "...", "...", "...");
        int columns = cells.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : cells)
            for (int j = 0; j < columns; j++)
                width[j] = Math.max(width[j], row.get(j).length());
        boolean elided = m.rows() > SHOWN || m.cols() > SHOWN;
        StringBuilder text = new StringBuilder();
        if (m.name() != null || elided)
            text.append(m.name() == null ? "" : m.name() + " ")
                    .append('(')
                    .append(m.shape())
                    .append(")\n");
        for (List<String> row : cells) {
            text.append('[');
            for (int j = 0; j < columns; j++)
                text.append(j == 0 ? "" : "  ")
                        .append(" ".repeat(width[j] - row.get(j).length()))
                        .append(row.get(j));
            text.append("]\n");
        }
        return text.substring(0, text.length() - 1);
    }

    static String latex(Matrix m) {
        return cells(m, Style.LATEX, "\\cdots", "\\vdots", "\\ddots").stream()
                .map(row -> String.join(" & ", row))
                .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
    }

    private static List<List<String>> cells(Matrix m, Style style, String across, String down, String both) {
        List<List<String>> cells = new ArrayList<>();
        for (int i : indices(m.rows())) {
            List<String> row = new ArrayList<>();
            for (int j : indices(m.cols())) {
                if (i == GAP) row.add(j == GAP ? both : down);
                else row.add(j == GAP ? across : style.number(m.get(i, j), DIGITS));
            }
            cells.add(row);
        }
        return cells;
    }

    private static List<Integer> indices(int n) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (n <= SHOWN || i < EDGE || i >= n - EDGE) shown.add(i);
            else if (i == EDGE) shown.add(GAP);
        }
        return shown;
    }
}
