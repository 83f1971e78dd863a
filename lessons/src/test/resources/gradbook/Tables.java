import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import static tech.tablesaw.aggregate.AggregateFunctions.*;
import tech.tablesaw.api.*;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.selection.Selection;

/** What the lessons and students do with Tablesaw, run on the jar alone. */
public class Tables {
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("tables", ".csv");
        Files.write(file, "name,team,x,y,day\nZoë répète à côté de chaque élève très étonné,a,1,2.5,2024-01-02\nBob,b,2,3.5,2024-01-03\nÅsa préfère être là où ça a été,a,3,4.5,2024-01-04\n".getBytes(StandardCharsets.ISO_8859_1));
        Table t = Table.read().csv(CsvReadOptions.builder(file.toFile()).tableName("t"));
        System.out.println(t.column(2).type() + " " + t.column(4).type() + " " + Table.read().csv(file.toFile()).rowCount());
        System.out.println(t.summarize("y", mean, sum, max, stdDev, percentile90).by("team"));
        System.out.println(t.joinOn("team").inner(Table.create("g", StringColumn.create("team", "a"), IntColumn.create("n", new int[] {7}))).column("n").size());
        System.out.println(t.where(t.intColumn("x").isGreaterThan(1).and(t.stringColumn("team").isEqualTo("a"))).rowCount());
        System.out.println(t.sortDescendingOn("y").intColumn("x").get(0) + " " + t.xTabCounts("name", "team").rowCount());
        System.out.println(t.doubleColumn("y").mean() + " " + t.doubleColumn("y").median() + " " + t.doubleColumn("y").log10().size());
        System.out.println(t.dateColumn("day").monthValue().get(0) + " " + t.dateColumn("day").plusDays(1).get(0));
        System.out.println(t.intColumn("x").unique().size() + " " + t.intColumn("x").asSet().size() + " " + t.intColumn("x").rolling(2).mean().size());
        System.out.println(t.append(t.copy()).dropDuplicateRows().rowCount() + " " + t.sampleN(2).rowCount() + " " + t.inRange(0, 2).rowCount());
        System.out.println(t.numericColumns("x", "y").size() + " " + t.structure().rowCount() + " " + t.summary().rowCount() + " " + t.missingValueCounts().rowCount());
        System.out.println(t.melt(List.of("name"), List.of(t.numberColumn("x"), t.numberColumn("y")), true).rowCount());
        t.write().csv(file.toFile());
        System.out.println(Table.read().csv(file.toFile()).rowCount() + " " + Table.read().string("a,b\n1,2\n", "csv").rowCount() + " " + Selection.with(0, 2).size());
        System.out.println(t.print().lines().count());
        System.out.println(BooleanColumn.create("b", true, false).countTrue() + " " + DateTimeColumn.create("d", List.of(java.time.LocalDateTime.of(2024, 1, 2, 3, 4))).hour().get(0));
    }
}
