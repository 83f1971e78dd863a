package gradbook.kernel.execution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.execution.HistoryFile.Entry;
import gradbook.kernel.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cells of this session and of those before it, as front ends ask for them. */
final class History {
    private final HistoryFile file;
    private final List<Entry> mine = new ArrayList<>(); // their session's number is not known yet

    History(HistoryFile file) {
        this.file = file;
    }

    synchronized void add(int line, String code, String result) {
        mine.add(Entry.of(0, line, code, result));
        file.add(line, code, result);
    }

    /** Answers a history_request: the tail, a range of lines, or what matches a pattern with * and ?. */
    synchronized JsonObject reply(Message request) {
        int n = Math.max(0, request.number("n", Integer.MAX_VALUE));
        int current = file.session();
        List<Entry> found =
                switch (request.text("hist_access_type", "tail")) {
                    case "range" -> {
                        int start = request.number("start", 0);
                        int stop = request.number("stop", Integer.MAX_VALUE);
                        int asked = request.number("session", 0);
                        int session = asked > 0 ? asked : current + asked; // 0 is this one, -1 the one before
                        yield all(current)
                                .filter(e -> e.session() == session && e.line() >= start && e.line() < stop)
                                .toList();
                    }
                    case "search" -> {
                        Pattern pattern = glob(request.text("pattern", "*"));
                        Stream<Entry> hits = all(current)
                                .filter(e -> pattern.matcher(e.code()).matches());
                        yield last(n, (request.flag("unique", false) ? unique(hits) : hits).toList());
                    }
                    default -> last(n, all(current).toList());
                };
        JsonArray history = new JsonArray();
        for (Entry entry : found) {
            JsonArray item = new JsonArray();
            item.add(entry.session());
            item.add(entry.line());
            if (request.flag("output", false)) {
                JsonArray both = new JsonArray();
                both.add(entry.code());
                both.add(entry.result());
                item.add(both);
            } else item.add(entry.code());
            history.add(item);
        }
        JsonObject reply = new JsonObject();
        reply.add("history", history);
        return reply;
    }

    /** What other sessions ran, then what this one did. */
    private Stream<Entry> all(int current) {
        return Stream.concat(
                file.others().stream(), mine.stream().map(e -> new Entry(current, e.line(), e.code(), e.result())));
    }

    private static Stream<Entry> unique(Stream<Entry> hits) {
        List<Entry> kept = new ArrayList<>();
        hits.forEach(hit -> {
            kept.removeIf(e -> e.code().equals(hit.code()));
            kept.add(hit);
        });
        return kept.stream();
    }

    private static List<Entry> last(int n, List<Entry> all) {
        return all.subList(Math.max(0, all.size() - n), all.size());
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray())
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
