package gradbook.pages;

import gradbook.check.Lesson;
import gradbook.pages.Recorder.Output;
import gradbook.present.Script;
import gradbook.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs lessons and writes each as a page with all its outputs, and a contents page; no page loads anything. */
public final class Pages {
    private Pages() {}

    /**
     * Writes {@code index.html} and a page for each lesson into {@code folder}, which is made if need be.
     *
     * @return how many cells, numbers and answers went wrong
     */
    public static int write(Path folder, List<Script> lessons, boolean withSolutions) throws IOException {
        Files.createDirectories(folder);
        int wrong = 0;
        for (int i = 0; i < lessons.size(); i++) {
            Script before = i == 0 ? null : lessons.get(i - 1);
            Script after = i + 1 == lessons.size() ? null : lessons.get(i + 1);
            Page page = new Page(lessons.get(i).title());
            page.links(before, after);
            wrong += run(lessons.get(i), withSolutions, page);
            page.links(before, after);
            Files.writeString(folder.resolve(lessons.get(i).slug() + ".html"), page.html());
            System.out.println(lessons.get(i).title());
        }
        Files.writeString(folder.resolve("index.html"), Page.contents(lessons).html());
        System.out.println("Open " + folder.resolve("index.html").toAbsolutePath());
        return wrong;
    }

    private static int run(Script lesson, boolean withSolutions, Page page) {
        int wrong = 0;
        Lesson.forget();
        try (Session session = Session.open();
                Recorder recorder = new Recorder()) {
            for (Script.Cell cell : lesson.played(withSolutions)) {
                if (cell.isProse()) {
                    page.prose(cell);
                    continue;
                }
                List<Output> outputs = recorder.run(session, cell.source());
                if (outputs.stream().anyMatch(Output::isFailure)) wrong++;
                page.code(cell, outputs);
            }
            return wrong + Lesson.failures();
        }
    }
}
