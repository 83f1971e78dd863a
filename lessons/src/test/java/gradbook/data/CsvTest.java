package gradbook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "a,b\\n1,2\\n\\n3,x\\n#points.csv, line 4, column 'b': 'x' is not a number, and the values above it are."
                        + " Correct it, or read the column as text: text(\"b\")",
                "a,b\\n1,NaN\\n#points.csv, line 2, column 'b': 'NaN' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "a,b\\n1,-Infinity\\n#points.csv, line 2, column 'b': '-Infinity' is no number to train on;"
                        + " leave the field empty to mark a missing value",
                "a;b\\n1;2\\n#points.csv, line 1: there is one column between ','. The delimiter seems to be ';':"
                        + " Csv.delimitedBy(';').load(file)",
                "a,b\\n\"x\\ny\",1\\n\"z\",q\\n#points.csv, line 4, column 'b': 'q' is not a number, and the values above"
                        + " it are. Correct it, or read the column as text: text(\"b\")",
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
                "t, line 3, column 'b': 'x' is not a number, and the values above it are. Correct it, or read the column as"
                        + " text: text(\"b\")",
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
