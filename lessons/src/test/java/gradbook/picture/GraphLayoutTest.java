package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.picture.GraphLayout.Item;
import gradbook.picture.GraphLayout.Kind;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {

    /** Every box 10 wide and 10 high, every label 10, every slant 10: the coordinates can be worked out by hand. */
    private static final GraphLayout.Metrics UNIT = new GraphLayout.Metrics() {
        @Override
        public double width(Kind kind, Trace.Node node) {
            return kind == Kind.BEND ? 0 : 10;
        }

        @Override
        public double extent(Kind kind, int ports, boolean up) {
            return 5;
        }

        @Override
        public double port(Kind kind, int i, int n) {
            return 0;
        }

        @Override
        public double labelWidth(GraphLayout.Wire wire) {
            return 10;
        }

        @Override
        public double slant(double rise, int turns) {
            return 10;
        }
    };

    @Test
    void should_place_the_product_as_worked_out_by_hand() {
        GraphLayout layout = GraphLayout.of(Trace.of(Graphs.product()), UNIT);
        // Inputs below each other; + between x and y; * between + and the wire of z, which runs level at its height.
        assertEquals(
                List.of("x 5 5", "y 5 15", "z 5 25", "q 35 10", "bend z 35 25", "f 65 17.5", "out f 95 17.5"),
                layout.columns.stream()
                        .flatMap(List::stream)
                        .map(GraphLayoutTest::print)
                        .toList());
        assertEquals(100, layout.width);
        assertEquals(30, layout.height, 1e-9);
    }

    @Test
    void should_draw_a_tree_without_a_crossing() {
        Value f = tree(5, 0);
        assertEquals(0, crossings(f));
    }

    @Test
    void should_keep_every_item_in_a_column_behind_its_operands() {
        for (long seed = 0; seed < 20; seed++) {
            GraphLayout layout = GraphLayout.of(Trace.of(Graphs.random(60, seed)), UNIT);
            for (GraphLayout.Wire w : layout.wires) assertEquals(w.from.rank + 1, w.to.rank, "seed " + seed);
            for (List<Item> column : layout.columns)
                for (int i = 1; i < column.size(); i++)
                    assertTrue(column.get(i).y - column.get(i - 1).y >= 10 - 1e-6, "seed " + seed);
        }
    }

    @Test
    void should_put_a_copy_gate_behind_every_value_used_more_than_once() {
        Value x = Value.of("x", 3);
        GraphLayout layout = GraphLayout.of(Trace.of(x.mul(x).named("f")), UNIT);
        assertEquals(
                List.of("x", "copy x", "f", "out f"),
                layout.columns.stream()
                        .flatMap(List::stream)
                        .map(GraphLayoutTest::name)
                        .toList());
    }

    private static int crossings(Value f) {
        return new ColumnOrder(GraphLayout.of(Trace.of(f), UNIT).columns).crossings();
    }

    private static Value tree(int depth, int path) {
        if (depth == 0) return Value.of("x" + path, path);
        return tree(depth - 1, 2 * path).add(tree(depth - 1, 2 * path + 1));
    }

    private static String name(Item item) {
        String kind =
                switch (item.kind) {
                    case COPY -> "copy ";
                    case BEND -> "bend ";
                    case OUTPUT -> "out ";
                    default -> "";
                };
        return kind + item.node.label();
    }

    private static String print(Item item) {
        return name(item) + " " + Trace.number(item.x) + " " + Trace.number(item.y);
    }
}
