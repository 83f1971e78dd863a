package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger is complete, and each of its links leads to a cell that is there. */
class LedgerTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| .* \\| .* \\| (\\[.*]\\(.*\\)) \\|");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^)]*)\\.ipynb#cell-id=([^)]*)\\)");

    /** Items that no number can prove: what a lesson says of them in words, in the cell that the ledger links. */
    private static final Map<String, String> WITHOUT_NUMBER = Map.of(
            "1", "the rule itself; item 4 is its first number",
            "3", "the vocabulary of the course",
            "27", "a definition",
            "46", "a summary");

    private record Link(String text, String slug, String cell) {}

    private static Map<String, List<Link>> rows() {
        Map<String, List<Link>> rows = new LinkedHashMap<>();
        for (Script.Cell cell : Course.find("ledger").cells())
            cell.source()
                    .lines()
                    .map(ROW::matcher)
                    .filter(Matcher::matches)
                    .forEach(row -> rows.put(
                            row.group(1),
                            LINK.matcher(row.group(2))
                                    .results()
                                    .map(link -> new Link(link.group(1), link.group(2), link.group(3)))
                                    .toList()));
        return rows;
    }

    /** The cells of a lesson, and for each how a link to it reads: the lesson's number and the heading above the cell. */
    private static Map<String, String> headings(Script lesson) {
        Map<String, String> headings = new LinkedHashMap<>();
        String heading = lesson.title();
        for (Script.Cell cell : lesson.cells()) {
            if (cell.isProse())
                heading = cell.source()
                        .lines()
                        .filter(line -> line.startsWith("## "))
                        .findFirst()
                        .map(line -> lesson.number() + line.substring(2))
                        .orElse(heading);
            headings.put(cell.id(), heading);
        }
        return headings;
    }

    @Test
    void should_have_every_item_and_every_error_once_and_in_order() {
        List<String> expected = Stream.concat(
                        IntStream.rangeClosed(1, 46).mapToObj(Integer::toString),
                        IntStream.rangeClosed(1, 9).mapToObj(i -> "E" + i))
                .toList();
        assertEquals(expected, new ArrayList<>(rows().keySet()));
    }

    @Test
    void should_link_to_cells_that_are_there_by_the_heading_above_them() {
        Map<String, Map<String, String>> cells =
                Course.lessons().stream().collect(Collectors.toMap(Script::slug, LedgerTest::headings));
        rows().forEach((item, links) -> {
            assertFalse(links.isEmpty(), () -> item + " has no link");
            for (Link link : links)
                assertEquals(
                        cells.getOrDefault(link.slug(), Map.of()).get(link.cell()),
                        link.text(),
                        () -> item + ": the heading above the cell " + link.cell() + " of " + link.slug());
        });
    }

    @Test
    void should_prove_every_item_with_a_number_or_say_why_there_is_none() {
        Set<String> proved =
                Golden.table().values().stream().map(Golden::source).collect(Collectors.toSet());
        for (String item : rows().keySet()) {
            assertTrue(
                    proved.contains(item) || WITHOUT_NUMBER.containsKey(item),
                    () -> "item " + item + " has neither a known answer in golden.csv nor a reason to have none");
            assertFalse(
                    proved.contains(item) && WITHOUT_NUMBER.containsKey(item),
                    () -> "item " + item + " has a known answer; take it off the list of those without");
        }
    }
}
