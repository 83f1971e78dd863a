package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.CRC32;

/**
 * Weights as a text file, version 1, in UTF-8 with lines that end in a line feed (those of Windows are read as well):
 *
 * <pre>
 * gradbook-weights 1
 * W1 2 3                  name, rows, columns
 * 0.3 -0.7 1.0E-5         one line per row, each number in the shortest form that reads back exactly
 * 0.5 0.2 4.0
 * b1 1 3
 * 0.1 -0.3 0.0
 * end 2 5f3a90c1          how many parameters, and the CRC-32 of every line above
 * </pre>
 *
 * <p>A file is read whole and checked before the first weight changes: one that is truncated, altered, of another network
 * or no weights file at all is refused with a sentence, and the network stays as it was.
 */
public final class Weights {
    private static final String MAGIC = "gradbook-weights";
    private static final String VERSION = "1";

    private Weights() {}

    /** Writes all parameters, frozen ones included. An existing file is replaced only once the new one is complete. */
    public static void save(Layer net, Path file) throws IOException {
        requireGiven("save", net, file);
        requireNoFolder("saved to", file);
        WholeFile.write(file, "weights", text(net));
    }

    private static void requireGiven(String operation, Layer net, Path file) {
        given(net, operation, "the network", "a Layer");
        given(file, operation, "the file", "a Path such as Path.of(\"digits.weights\")");
    }

    private static void requireNoFolder(String verb, Path file) {
        if (Files.isDirectory(file))
            throw new IllegalArgumentException(
                    "The weights cannot be " + verb + " " + file + ": it is a folder. Give the name of a file in it.");
    }

    private static String text(Layer net) {
        StringBuilder text = new StringBuilder(MAGIC + " " + VERSION + "\n");
        for (Parameter p : net.parameters()) {
            text.append(heading(p)).append('\n');
            for (int i = 0; i < p.rows; i++) {
                StringJoiner row = new StringJoiner(" ", "", "\n");
                for (int j = 0; j < p.cols; j++) row.add(Double.toString(p.value[i * p.cols + j]));
                text.append(row);
            }
        }
        return text + "end " + net.parameters().size() + " " + checksum(text.toString()) + "\n";
    }

    /** The line above the rows of a parameter; a name with spaces in it is written as one word. */
    private static String heading(Parameter p) {
        return p.name().replaceAll("\\s+", "_") + " " + p.rows + " " + p.cols;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    /** Reads what {@link #save} wrote into a network of the same shapes. */
    public static void load(Layer net, Path file) throws IOException {
        requireGiven("load", net, file);
        requireNoFolder("loaded from", file);
        String text;
        try {
            text = Files.readString(file).replace("\r\n", "\n"); // git on Windows may have turned them
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such weights file");
        } catch (CharacterCodingException e) {
            throw refused(file, "it is not a text file, let alone one of weights");
        }
        String[] lines = text.split("\n", -1);
        String[] head = lines[0].split(" ");
        if (!head[0].equals(MAGIC)) throw refused(file, "it does not start with \"" + MAGIC + "\"");
        if (head.length != 2 || !head[1].equals(VERSION))
            throw refused(file, "it is of another version: \"" + lines[0] + "\", and this is version " + VERSION);
        requireWhole(file, text, lines);
        List<Matrix> values = new ArrayList<>();
        int at = 1;
        for (Parameter p : net.parameters()) {
            String expected = heading(p);
            if (!lines[at].equals(expected))
                throw refused(
                        file,
                        "line " + (at + 1) + " is \"" + abbreviated(lines[at]) + "\", and this network has \""
                                + expected + "\" there: it seems to be the file of another network");
            values.add(rows(file, lines, at + 1, p));
            at += 1 + p.rows;
        }
        if (at != lines.length - 2)
            throw refused(file, "it goes on with \"" + abbreviated(lines[at]) + "\", which this network does not have");
        for (int i = 0; i < values.size(); i++) net.parameters().get(i).setValue(values.get(i));
    }

    private static void requireWhole(Path file, String text, String[] lines) throws IOException {
        int last = lines.length - 2; // a whole file ends in a line feed, so that the last element is empty
        if (last < 1 || !lines[last + 1].isEmpty() || !lines[last].matches("end \\d+ [0-9a-f]{8}"))
            throw refused(file, "its last line is missing: the file is truncated");
        String body = text.substring(0, text.length() - lines[last].length() - 1);
        if (!lines[last].endsWith(checksum(body))) throw refused(file, "its checksum does not match: it was altered");
    }

    private static Matrix rows(Path file, String[] lines, int from, Parameter p) throws IOException {
        double[][] rows = new double[p.rows][p.cols];
        for (int i = 0; i < p.rows; i++) {
            String line = lines[from + i];
            String[] words = line.split(" ");
            try {
                if (words.length != p.cols) throw new NumberFormatException();
                for (int j = 0; j < p.cols; j++) rows[i][j] = Double.parseDouble(words[j]);
            } catch (NumberFormatException e) {
                throw refused(
                        file,
                        "line " + (from + i + 1) + " is \"" + abbreviated(line) + "\" where row " + i + " of "
                                + p.name() + " should have " + p.cols + " numbers");
            }
        }
        return Matrix.of(rows);
    }

    private static String abbreviated(String line) {
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    private static IOException refused(Path file, String why) {
        return new IOException(file.getFileName() + " is refused: " + why + ". The network is unchanged.");
    }
}
