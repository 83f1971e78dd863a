package gradbook.pages;

import gradbook.session.Outcome;
import gradbook.session.Session;
import gradbook.show.Show;
import gradbook.show.Stage;
import gradbook.terminal.Cells;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what a cell prints and shows, in order, as a notebook would. */
final class Recorder implements Stage, AutoCloseable {
    /**
     * One output.
     *
     * @param id what it can be replaced by, or null
     * @param bundle its forms; a printed text has {@code text/plain} alone
     */
    record Output(String id, Map<String, String> bundle, boolean isFailure) {}

    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final Stage usualStage;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
    private final List<Output> outputs = new ArrayList<>();

    Recorder() {
        System.setOut(out);
        System.setErr(out);
        usualStage = Show.exchange(this);
    }

    /** Runs a cell and returns what it put out. */
    synchronized List<Output> run(Session session, String code) {
        outputs.clear();
        Outcome outcome = Cells.evaluate(session, code);
        outcome.notices().forEach(out::println);
        flush();
        if (outcome.failure() != null)
            outputs.add(new Output(null, Map.of("text/plain", outcome.failure().text()), true));
        return List.copyOf(outputs);
    }

    private void flush() {
        out.flush();
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        if (!text.isEmpty()) outputs.add(new Output(null, Map.of("text/plain", text), false));
    }

    @Override
    public void show(String id, Map<String, String> bundle) {
        flush();
        Output output = new Output(id, bundle, false);
        for (int i = 0; id != null && i < outputs.size(); i++)
            if (id.equals(outputs.get(i).id())) {
                outputs.set(i, output);
                return;
            }
        outputs.add(output);
    }

    @Override
    public boolean isRich() {
        return true;
    }

    @Override
    public void close() {
        System.setOut(usualOut);
        System.setErr(usualErr);
        Show.exchange(usualStage);
    }
}
