package gradbook.data;

import static gradbook.scalar.Given.given;

import gradbook.layer.Dataset;
import gradbook.matrix.Matrix;
import gradbook.session.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Columns of a table as matrices: one row per sample. A row with a missing value in a column that is used is left out, and
 * {@link #account()} says which.
 *
 * @param dataset inputs and targets
 * @param features the names of the columns of the inputs, in order: {@code sex=female} is one class of a text column
 * @param classes the classes in the order of the target's columns; empty for a target that is a number
 * @param account how many rows were used, which were dropped and why, and the text columns that nobody asked for
 */
public record Samples(Dataset dataset, List<String> features, List<String> classes, String account) {
    private static final int LISTED = 5;

    /** Starts from a table; say next which columns are the inputs. */
    public static Choice from(Table table) {
        return new Choice(given(table, "Samples", "the table", "a Table"), List.of());
    }

    /** A table and the names of its input columns; what remains to be said is the target. */
    public static final class Choice {
        private final Table table;
        private final List<String> inputs;

        private Choice(Table table, List<String> inputs) {
            this.table = table;
            this.inputs = inputs;
        }

        /**
         * The input columns, by name and in this order; a text column becomes one column of ones and zeros for each of its
         * classes. Without this call, all number columns but the target.
         */
        public Choice inputs(String... columns) {
            return new Choice(table, Csv.names("inputs", columns));
        }

        /** A target that is a number: N x 1. */
        public Samples target(String column) {
            NumericColumn<?> numbers = numeric(column);
            return samples(column, List.of(), 1, (row, target) -> target[0] = numbers.getDouble(row));
        }

        /** A target with one column per class, in the order of the alphabet or of the numbers: for SoftmaxLoss. */
        public Samples oneHot(String column) {
            Column<?> labels = find(column);
            List<String> classes = classes(labels);
            return samples(
                    column, classes, classes.size(), (row, target) -> target[classes.indexOf(text(labels, row))] = 1);
        }

        /** A target that is 1 for this class and 0 for every other: N x 1, for LogisticLoss. */
        public Samples binary(String column, String one) {
            Column<?> labels = find(column);
            given(one, "binary", "the class", "a String such as \"setosa\"");
            List<String> classes = classes(labels);
            if (!classes.contains(one))
                throw new IllegalArgumentException("column '" + column + "' has no '" + one + "': it has " + classes);
            return samples(
                    column,
                    List.of(one),
                    1,
                    (row, target) -> target[0] = text(labels, row).equals(one) ? 1 : 0);
        }

        private interface TargetRow {
            void fill(int row, double[] target);
        }

        /** One column of the inputs, and the column of the table that it comes from. */
        private record Feature(String name, Column<?> from, IntToDoubleFunction value) {}

        private Samples samples(String target, List<String> classes, int width, TargetRow rule) {
            List<Feature> features = features(target);
            List<double[]> x = new ArrayList<>();
            List<double[]> t = new ArrayList<>();
            List<String> dropped = new ArrayList<>();
            int drops = 0;
            for (int row = 0; row < table.rowCount(); row++) {
                String missing = missing(features, target, row);
                if (missing != null) {
                    if (++drops <= LISTED) dropped.add("row " + (row + 1) + " (" + missing + " is missing)");
                    continue;
                }
                int current = row;
                x.add(features.stream()
                        .mapToDouble(f -> f.value.applyAsDouble(current))
                        .toArray());
                double[] targets = new double[width];
                rule.fill(row, targets);
                t.add(targets);
            }
            String account = table.rowCount() + " rows: " + x.size() + " used, " + drops + " dropped"
                    + (drops == 0 ? "" : ": " + listed(dropped, drops))
                    + unused(target);
            if (x.isEmpty())
                throw new IllegalArgumentException("no row is complete in the columns that are used: " + account);
            List<String> names = features.stream().map(Feature::name).toList();
            Matrix inputs = Matrix.of(x.toArray(double[][]::new)).named("X");
            return new Samples(
                    new Dataset(inputs, Matrix.of(t.toArray(double[][]::new)).named("Y")), names, classes, account);
        }

        /** The text columns that are left out because no inputs were chosen. */
        private String unused(String target) {
            if (!inputs.isEmpty()) return "";
            List<String> left = table.columns().stream()
                    .filter(c -> !(c instanceof NumericColumn) && !c.name().equals(target))
                    .map(Column::name)
                    .toList();
            return left.isEmpty() ? "" : "; text columns not used: " + listed(left, left.size());
        }

        private static String listed(List<String> first, int all) {
            return String.join(", ", first.subList(0, Math.min(LISTED, first.size())))
                    + (all > LISTED ? " and " + (all - LISTED) + " more" : "");
        }

        private List<Feature> features(String target) {
            if (inputs.contains(target))
                throw new IllegalArgumentException("column '" + target + "' is both an input and the target");
            Stream<Column<?>> columns = inputs.isEmpty()
                    ? table.columns().stream()
                            .filter(c -> c instanceof NumericColumn && !c.name().equals(target))
                    : inputs.stream().map(this::find);
            List<Feature> features = columns.flatMap(this::features).toList();
            if (features.isEmpty())
                throw new IllegalArgumentException("there is no number column besides '" + target + "'");
            return features;
        }

        private Stream<Feature> features(Column<?> c) {
            if (c instanceof NumericColumn<?> n) return Stream.of(new Feature(c.name(), c, n::getDouble));
            return classes(c).stream()
                    .map(k -> new Feature(
                            c.name() + "=" + k, c, row -> text(c, row).equals(k) ? 1 : 0));
        }

        private String missing(List<Feature> features, String target, int row) {
            for (Feature f : features) if (f.from.isMissing(row)) return f.from.name();
            return table.column(target).isMissing(row) ? target : null;
        }

        private List<String> classes(Column<?> labels) {
            Set<String> classes = new HashSet<>();
            for (int row = 0; row < labels.size(); row++) if (!labels.isMissing(row)) classes.add(text(labels, row));
            if (classes.size() < 2)
                throw new IllegalArgumentException(
                        "column '" + labels.name() + "' has " + classes + ": at least two classes are needed");
            if (classes.size() > 1000)
                throw new IllegalArgumentException(
                        "column '" + labels.name() + "' has " + classes.size()
                                + " different values; at most 1000 classes make sense. A target that is a number is target(...)");
            Comparator<String> order = Comparator.naturalOrder();
            if (labels instanceof NumericColumn)
                order = Comparator.<String>comparingDouble(Double::parseDouble).thenComparing(order);
            return classes.stream().sorted(order).toList();
        }

        /** A class as text; a number that is whole without its {@code .0}. */
        private static String text(Column<?> labels, int row) {
            if (labels instanceof NumericColumn<?> n && !(n instanceof LongColumn)) {
                double value = n.getDouble(row);
                if (value == (long) value) return Long.toString((long) value); // not so for 1e30, beyond every long
            }
            return labels.getUnformattedString(row);
        }

        private NumericColumn<?> numeric(String name) {
            if (find(name) instanceof NumericColumn<?> n) return n;
            throw new IllegalArgumentException(
                    "column '" + name + "' is text, and target needs numbers: for classes use oneHot or binary");
        }

        private Column<?> find(String name) {
            Csv.names("Samples", name);
            List<String> names = table.columnNames();
            if (names.contains(name)) return table.column(name);
            String nearest = Nearest.of(name, names)
                    .map(n -> ". Did you mean '" + n + "'?")
                    .orElse(".");
            throw new IllegalArgumentException(
                    "there is no column '" + name + "'" + nearest + " The columns are: " + String.join(", ", names));
        }
    }
}
