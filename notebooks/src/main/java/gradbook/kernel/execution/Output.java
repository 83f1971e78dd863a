package gradbook.kernel.execution;

import gradbook.kernel.protocol.Publisher;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Standard output or error of the cells: bytes come in, text goes out under the cell that printed it. */
final class Output extends OutputStream {
    private final String stream;
    private final Publisher publisher;
    private final Cells cells;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {}; // the first bytes of a character whose others are still to come

    private Output(String stream, Publisher publisher, Cells cells) {
        this.stream = stream;
        this.publisher = publisher;
        this.cells = cells;
    }

    static PrintStream open(String stream, Publisher publisher, Cells cells) {
        return new PrintStream(new Output(stream, publisher, cells), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        CharSequence text;
        synchronized (decoder) {
            ByteBuffer in = ByteBuffer.allocate(rest.length + length);
            in.put(rest).put(bytes, offset, length).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.decode(in, out, false);
            rest = new byte[in.remaining()];
            in.get(rest);
            text = out.flip();
        }
        publisher.print(stream, text.toString().replace(System.lineSeparator(), "\n"), cells.parent());
    }
}
