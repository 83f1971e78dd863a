package gradbook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class CsvTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a,b\\n1,2\\n3\\n#points.csv, line 3: this row has 1 field, and there are 2 headings",
                "a,b\\n1,2,3\\n#points.csv, line 2: this row has 3 fields, and there are 2 headings",
                "a,b\\n1,2\\n\\n3,x\\n#points.csv, line 4, column 'b': 'x' is text in a column of numbers (1 of its 2 values)."
                        + " Correct it, or read the column as text: Csv.delimitedBy(',').text(\"b\").load(file)",
                "a,b\\n1,NaN\\n#points.csv, line 2, column 'b': 'NaN' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "a,b\\n1,-Infinity\\n#points.csv, line 2, column 'b': '-Infinity' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "x,y\\nO.5,1\\n0.6,2\\n0.7,3\\n#points.csv, line 2, column 'x': 'O.5' is text in a column of numbers (2 of its 3"
                        + " values). Correct it, or read the column as text: Csv.delimitedBy(',').text(\"x\").load(file)",
                "y,name\\n1,Ann\\n2,7\\n3,\\n4,Bo\\n#points.csv, line 3, column 'name': '7' is a number in a column of text (2 of its"
                        + " 3 values). Correct it, or read the column as text: Csv.delimitedBy(',').text(\"name\").load(file)",
                "a,b\\n1,1e999\\n2,3\\n#points.csv, line 2, column 'b': '1e999' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "a,b\\n1,nan\\n2,\\n#points.csv, line 2, column 'b': 'nan' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "a;b\\n1;2\\n#points.csv, line 1: there is one column between ','. The delimiter seems to be ';':"
                        + " Csv.delimitedBy(';').load(file)",
                "a,b\\n\"x\\ny\",1\\n\"z\",q\\n#points.csv, line 4, column 'b': 'q' is text in a column of numbers (1 of its"
                        + " 2 values). Correct it, or read the column as text: Csv.delimitedBy(',').text(\"b\").load(file)",
                "a,b\\n\"x,1\\n#points.csv, line 2: a quote (\") opens here and is never closed",
                "a,b\\n#points.csv, line 1: there are headings and no rows below them",
                "1,2\\n3,4\\n#points.csv, line 1: the first line has numbers only: it should be the headings",
                "a,A\\n3,4\\n#points.csv, line 1, column 'A': two columns have this heading",
                "``#points.csv: the file is empty: the first line should be the headings"
            })
    void a_fault_is_told_with_file_line_and_column(String text, String sentence) throws IOException {
        Path file = folder.resolve("points.csv");
        Files.writeString(file, text == null ? "" : text.replace("\\n", "\n"));
        assertEquals(
                sentence, assertThrows(CsvException.class, () -> Csv.read(file)).getMessage());
    }

    @Test
    void missing_and_foreign_files_are_told() throws IOException {
        assertEquals(
                "nowhere.csv: there is no such file in " + folder,
                assertThrows(CsvException.class, () -> Csv.read(folder.resolve("nowhere.csv")))
                        .getMessage());
        Path binary = folder.resolve("photo.csv");
        Files.write(binary, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, (byte) 0xfe});
        assertEquals(
                "photo.csv: this is not text in UTF-8; save it as CSV UTF-8",
                assertThrows(CsvException.class, () -> Csv.read(binary)).getMessage());
    }

    @Test
    void quotes_delimiters_byte_order_marks_and_windows_line_ends_are_understood() throws IOException {
        Table table = Csv.delimitedBy(';').parse("t", "\uFEFFname;size\r\n\"Ann; \"\"A\"\"\";1.5e1\r\nBo;-2\r\n");
        assertEquals(List.of("name", "size"), table.columnNames());
        assertEquals("Ann; \"A\"", table.stringColumn("name").get(0));
        assertEquals(15.0, table.doubleColumn("size").get(0));
        assertEquals(
                2.0,
                Csv.delimitedBy(',')
                        .parse("t", "a,b\r1,2\r3,4\r")
                        .doubleColumn("b")
                        .get(0));
        assertEquals(
                "t, line 3, column 'b': 'x' is text in a column of numbers (1 of its 2 values). Correct it, or read the column"
                        + " as text: Csv.delimitedBy(',').text(\"b\").load(file)",
                assertThrows(CsvException.class, () -> Csv.delimitedBy(',').parse("t", "a,b\r1,2\r3,x\r"))
                        .getMessage());
        assertEquals(
                "7",
                Csv.delimitedBy(',')
                        .text("id")
                        .parse("t", "id,x\n7,1\nB8,2\n")
                        .stringColumn("id")
                        .get(0));
    }

    @Test
    void a_row_or_heading_may_begin_with_a_hash() throws IOException {
        Table table = Csv.delimitedBy(',').parse("t", "#id,x\na,1\n#b,2\nc,3\n");
        assertEquals(List.of("#id", "x"), table.columnNames());
        assertEquals(List.of("a", "#b", "c"), table.stringColumn("#id").asList());
        assertEquals(List.of(1.0, 2.0, 3.0), table.doubleColumn("x").asList());
    }

    @Test
    void a_line_of_blanks_is_no_row_and_a_lost_row_is_told() throws IOException {
        assertEquals(
                List.of(1.0, 2.0),
                Csv.delimitedBy(',').parse("t", "x\n1\n \n2\n\t\n").column("x").asList());
        assertEquals(2, Csv.delimitedBy('\t').parse("t", "x\ty\n\t1\n2\t3\n").rowCount());
        assertEquals(
                "t: this has 2 rows, and 1 could be read: is it a text file? Save it as CSV UTF-8",
                refusal("t", Csv.delimitedBy(','), "x,y\na,2\n\0,3\n"));
    }

    @Test
    void a_column_of_both_is_text_when_it_is_named() throws IOException {
        String tickets = "no,ticket\n1,A/5\n2,113803\nx,PC 17\n";
        assertEquals(
                "t, line 4, column 'no': 'x' is text in a column of numbers (2 of its 3 values). Correct it, or read the"
                        + " column as text: Csv.delimitedBy(',').text(\"ticket\", \"no\").load(file)",
                refusal("t", Csv.delimitedBy(',').text("ticket"), tickets));
        Table table = Csv.delimitedBy(',').text("ticket", "no", "no").parse("t", tickets);
        assertEquals(
                List.of("A/5", "113803", "PC 17"), table.stringColumn("ticket").asList());
        assertEquals(List.of("1", "2", "x"), table.stringColumn("no").asList());
        Table names = Csv.delimitedBy(',').parse("t", "name\nNan\nBo\n");
        assertEquals(List.of("Nan", "Bo"), names.stringColumn("name").asList());
    }

    @Test
    void what_is_too_large_to_read_is_told() {
        assertEquals(
                "t, line 1: 10001 columns: the limit is 10,000",
                refusal(
                        "t",
                        Csv.delimitedBy(','),
                        IntStream.rangeClosed(0, 10_000).mapToObj(c -> "c" + c).collect(Collectors.joining(",")) + "\n"
                                + "1,".repeat(10_000) + "1\n"));
        assertEquals(
                "t, line 2, column 'x': this field has 1048577 characters, and the limit is 1,048,576: is a quote (\") not"
                        + " closed?",
                refusal("t", Csv.delimitedBy(','), "x,y\n" + "a".repeat((1 << 20) + 1) + ",1\n"));
    }

    private static String refusal(String name, Csv csv, String text) {
        return assertThrows(CsvException.class, () -> csv.parse(name, text)).getMessage();
    }

    @Test
    void what_is_null_is_told() throws IOException {
        Csv csv = Csv.delimitedBy(',');
        Samples.Choice choice = Samples.from(csv.parse("t", "a,kind\n1,x\n2,y\n"));
        Map<Executable, String> sentences = new LinkedHashMap<>();
        sentences.put(() -> Csv.read(null), "Csv: the file is null, and it should be a Path: make it first");
        sentences.put(() -> csv.parse("t", null), "Csv: the text is null, and it should be a String: make it first");
        sentences.put(() -> csv.parse(null, "a"), "Csv: the name is null, and it should be a String: make it first");
        String column = " is null, and it should be a String such as \"species\": make it first";
        sentences.put(() -> csv.text((String) null), "text: a column" + column);
        sentences.put(() -> csv.text((String[]) null), "text: a column" + column);
        sentences.put(
                () -> Samples.from(null).oneHot("a"),
                "Samples: the table is null, and it should be a Table: make it first");
        sentences.put(() -> choice.inputs((String[]) null), "inputs: a column" + column);
        sentences.put(() -> choice.inputs("a", null), "inputs: a column" + column);
        sentences.put(() -> choice.oneHot(null), "Samples: a column" + column);
        sentences.put(() -> choice.target(null), "Samples: a column" + column);
        sentences.put(() -> choice.binary(null, "x"), "Samples: a column" + column);
        sentences.put(
                () -> choice.binary("kind", null),
                "binary: the class is null, and it should be a String such as \"setosa\": make it first");
        sentences.forEach((call, sentence) -> assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage()));
    }

    @Test
    void classes_that_are_numbers_stand_in_the_order_of_numbers() throws IOException {
        Csv csv = Csv.delimitedBy(',');
        assertEquals(
                List.of("-1", "0.5", "2", "9", "10"),
                Samples.from(csv.parse("t", "x,k\n1,10\n2,2\n3,9\n4,-1\n5,0.5\n"))
                        .oneHot("k")
                        .classes());
        Samples large =
                Samples.from(csv.parse("t", "x,k\n1,2e30\n2,1e30\n3,1e7\n")).oneHot("k");
        assertEquals(List.of("10000000", "1.0E30", "2.0E30"), large.classes());
        assertEquals(Matrix.of(3, 3, 0, 0, 1, 0, 1, 0, 1, 0, 0), large.dataset().targets());
        Table longs = Table.create(
                DoubleColumn.create("x", 1, 2), LongColumn.create("k", 9007199254740993L, 9007199254740992L));
        assertEquals(
                List.of("9007199254740992", "9007199254740993"),
                Samples.from(longs).oneHot("k").classes());
        assertEquals(
                List.of("10", "9"),
                Samples.from(csv.text("k").parse("t", "x,k\n1,9\n2,10\n"))
                        .oneHot("k")
                        .classes());
    }

    @Test
    void text_columns_that_are_left_out_are_accounted_for() throws IOException {
        Table table = Csv.delimitedBy(',').parse("t", "x,y,name,kind\n1,4,Ann,a\n2,5,Bo,b\n3,6,Cy,a\n");
        assertEquals(
                "3 rows: 3 used, 0 dropped; text columns not used: name",
                Samples.from(table).oneHot("kind").account());
        assertEquals(
                "3 rows: 3 used, 0 dropped; text columns not used: name, kind",
                Samples.from(table).target("y").account());
        assertEquals( // the inputs were chosen: nothing is left out unasked
                "3 rows: 3 used, 0 dropped",
                Samples.from(table).inputs("x").target("y").account());
    }

    @Test
    void dropped_rows_are_accounted_for() throws IOException {
        Table table = Csv.delimitedBy(',').parse("t", "a,b,kind\n1,2,x\n,3,y\n4,NA,x\n5,6,?\n7,8,y\n");
        Samples samples = Samples.from(table).inputs("b", "a").oneHot("kind");
        assertEquals(
                "5 rows: 2 used, 3 dropped: row 2 (a is missing), row 3 (b is missing), row 4 (kind is missing)",
                samples.account());
        assertEquals(Matrix.of(2, 2, 2, 1, 8, 7), samples.dataset().inputs());
        assertEquals(Matrix.of(2, 2, 1, 0, 0, 1), samples.dataset().targets());
        assertEquals(List.of("x", "y"), samples.classes());
        assertEquals(List.of("b", "a"), samples.features());
        assertEquals(
                Matrix.column(0, 1),
                Samples.from(table).binary("kind", "y").dataset().targets());
    }

    @Test
    void a_text_column_among_the_inputs_becomes_a_column_for_each_class() throws IOException {
        Table table = Csv.delimitedBy(',').parse("t", "age,sex,fare\n22,male,7\n38,female,71\n26,,8\n35,male,53\n");
        Samples samples = Samples.from(table).inputs("sex", "age").target("fare");
        assertEquals(List.of("sex=female", "sex=male", "age"), samples.features());
        assertEquals(
                Matrix.of(3, 3, 0, 1, 22, 1, 0, 38, 0, 1, 35), samples.dataset().inputs());
        assertEquals(Matrix.column(7, 71, 53), samples.dataset().targets());
        assertEquals("4 rows: 3 used, 1 dropped: row 3 (sex is missing)", samples.account());
        assertEquals(List.of("age", "fare"), Samples.from(table).oneHot("sex").features());
    }

    @Test
    void wrong_columns_are_told() throws IOException {
        Table table = Csv.delimitedBy(',').parse("t", "sepal length,sepal width,species\n1,2,x\n3,4,y\n");
        Samples.Choice choice = Samples.from(table);
        assertEquals(
                "there is no column 'sepal lenght'. Did you mean 'sepal length'? The columns are: sepal length, sepal width,"
                        + " species",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> choice.inputs("sepal lenght").oneHot("species"))
                        .getMessage());
        Samples.Choice moons = Samples.from(DataSets.moons(10, 0, 1));
        assertEquals(
                "there is no column 'y'. The columns are: x1, x2, label",
                assertThrows(IllegalArgumentException.class, () -> moons.target("y"))
                        .getMessage());
        assertEquals(
                "column 'species' is text, and target needs numbers: for classes use oneHot or binary",
                assertThrows(IllegalArgumentException.class, () -> choice.target("species"))
                        .getMessage());
        assertEquals(
                "column 'species' has no 'z': it has [x, y]",
                assertThrows(IllegalArgumentException.class, () -> choice.binary("species", "z"))
                        .getMessage());
        assertEquals(
                "column 'species' is both an input and the target",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> choice.inputs("species").oneHot("species"))
                        .getMessage());
    }

    @Test
    void a_million_rows_are_read_and_one_more_is_refused() throws IOException {
        Path file = folder.resolve("large.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("x,y\n");
            for (int i = 1; i <= 1_000_000; i++) out.write(i + "," + i % 7 + "\n");
        }
        assertEquals(1_000_000, Csv.read(file).rowCount());
        Files.writeString(file, "8,8\n", java.nio.file.StandardOpenOption.APPEND);
        assertEquals(
                "large.csv, line 1000002: more than 1,000,000 rows: that is the limit; take a sample",
                assertThrows(CsvException.class, () -> Csv.read(file)).getMessage());
    }
}
