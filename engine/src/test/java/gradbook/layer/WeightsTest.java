package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    @TempDir
    Path folder;

    Path file;
    final Sequential net = network(1);

    static Sequential network(long seed) {
        return Sequential.of(
                Standardize.fit(Matrix.random(5, 3, seed)),
                Affine.rows(3, 4, seed),
                new Relu(),
                Affine.rows(4, 2, seed));
    }

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("net.txt");
        Weights.save(net, file);
    }

    @Test
    void weights_and_statistics_come_back_exactly() throws IOException {
        Sequential other = network(2);
        Weights.load(other, file);
        assertEquals(values(net), values(other));
        Matrix x = Matrix.random(7, 3, 9);
        assertEquals(net.forward(x), other.forward(x));
        assertEquals(
                List.of("net.txt"),
                Files.list(folder).map(p -> p.getFileName().toString()).toList());
    }

    @Test
    void line_ends_of_windows_are_understood() throws IOException {
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        Sequential other = network(2);
        Weights.load(other, file);
        assertEquals(values(net), values(other));
    }

    @Test
    void a_truncated_file_is_refused_wherever_it_ends() throws IOException {
        String whole = Files.readString(file);
        for (int end = 0; end < whole.length(); end += 7) {
            Files.writeString(file, whole.substring(0, end));
            Sequential other = network(2);
            List<Matrix> before = values(other);
            assertThrows(IOException.class, () -> Weights.load(other, file));
            assertEquals(before, values(other));
        }
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        refused("its last line is missing: the file is truncated");
    }

    @Test
    void foreign_and_altered_files_are_refused_with_a_sentence() throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.replaceFirst("(\\d)\\.", "$1$1."));
        refused("its checksum does not match: it was altered");
        Files.writeString(file, "a,b\n1,2\n");
        refused("it does not start with \"gradbook-weights\"");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        refused("it is not a text file, let alone one of weights");
        Files.writeString(file, whole.replaceFirst("weights 1", "weights 2"));
        refused("it is of another version: \"gradbook-weights 2\", and this is version 1");
        Weights.save(Sequential.of(Affine.rows(3, 5, 1)), file);
        refused(
                "line 2 is \"W1 3 5\", and this network has \"mean 1 3\" there: it seems to be the file of another network");
        Files.delete(file);
        assertEquals(
                file + ": there is no such weights file",
                assertThrows(IOException.class, () -> Weights.load(net, file)).getMessage());
    }

    @Test
    void a_name_of_two_words_comes_back_as_well() throws IOException {
        Affine layer = Affine.rows(Matrix.of(2, 1, 3, 4).named("my weights"), Matrix.row(5));
        Weights.save(layer, file);
        Affine other = Affine.rows(Matrix.of(2, 1, 0, 0).named("my weights"), Matrix.row(0));
        Weights.load(other, file);
        assertEquals(values(layer), values(other));
    }

    @Test
    void a_folder_is_no_place_for_weights() {
        assertEquals(
                "The weights cannot be saved to " + folder + ": it is a folder. Give the name of a file in it.",
                assertThrows(IllegalArgumentException.class, () -> Weights.save(net, folder))
                        .getMessage());
        assertEquals(
                "The weights cannot be loaded from " + folder + ": it is a folder. Give the name of a file in it.",
                assertThrows(IllegalArgumentException.class, () -> Weights.load(net, folder))
                        .getMessage());
        Path nowhere = folder.resolve("none").resolve("net.txt");
        assertEquals(
                nowhere + ": there is no such folder to save weights in",
                assertThrows(IOException.class, () -> Weights.save(net, nowhere))
                        .getMessage());
    }

    /** A folder in the way fails the last step; nothing half written stays beside it. */
    @Test
    void epochs_are_written_whole_as_weights_are() throws IOException {
        List<ParallelEpoch> one = List.of(new ParallelEpoch(1, 0.5, 200, 2, 0.4, 0.2, 0.3));
        Path nowhere = folder.resolve("none").resolve("epochs.csv");
        assertEquals(
                nowhere + ": there is no such folder to save epochs in",
                assertThrows(IOException.class, () -> ParallelEpoch.save(one, nowhere))
                        .getMessage());
        Path taken = Files.createDirectories(folder.resolve("epochs.csv").resolve("inside"))
                .getParent();
        assertThrows(IOException.class, () -> ParallelEpoch.save(one, taken));
        assertFalse(Files.exists(folder.resolve("epochs.csv.part")));
        Path csv = folder.resolve("run.csv");
        for (int i = 0; i < 2; i++) ParallelEpoch.save(one, csv);
        assertEquals("epoch,loss,samples,steps,seconds,compute,work\n1,0.5,200,2,0.4,0.2,0.3\n", Files.readString(csv));
    }

    private void refused(String why) {
        Sequential other = network(2);
        List<Matrix> before = values(other);
        assertEquals(
                "net.txt is refused: " + why + ". The network is unchanged.",
                assertThrows(IOException.class, () -> Weights.load(other, file)).getMessage());
        assertEquals(before, values(other));
    }

    private static List<Matrix> values(Layer net) {
        return net.parameters().stream().map(Parameter::value).toList();
    }
}
