package gradbook.grade;

import gradbook.check.Mark;
import gradbook.present.Course;
import gradbook.present.Script;
import gradbook.session.Folders;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * {@code grade FOLDER}: runs what a class has handed in and writes the points. Points come from the answers that the
 * student's code gives when it is run again, each submission in a process of its own; kept outputs are not looked at.
 */
public final class Grade {
    private static final long LARGEST_FILE = 50_000_000;

    private record File(String student, String name, String text, String problem) {}

    private record Row(String student, String file, String exercise, int points, String reason) {}

    private Grade() {}

    /**
     * Grades as the arguments say and writes {@code points.csv} and {@code reasons.csv}.
     *
     * @param arguments the folder, then options
     * @return what was done, as a sentence
     */
    public static String run(List<String> arguments) throws IOException {
        Path folder = null;
        Path to = Path.of("");
        int seconds = 60, heap = 512, jobs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--to" -> to = Path.of(Options.value(arguments, ++i));
                case "--seconds" -> seconds = Options.number(arguments, ++i);
                case "--heap" -> heap = Options.number(arguments, ++i);
                case "--jobs" -> jobs = Options.number(arguments, ++i);
                default -> {
                    if (argument.startsWith("-") || folder != null) throw Options.unknown(argument);
                    folder = Path.of(argument);
                }
            }
        }
        if (folder == null || !Files.isDirectory(folder))
            throw new IllegalArgumentException(
                    "grade needs the folder of what was handed in: a folder for each student," + " or a file. "
                            + (folder == null ? "None is named." : folder + " is no folder."));
        List<Row> rows = grade(read(folder), new Sitting.Limits(seconds, heap), jobs);
        if (rows.isEmpty()) throw new IllegalArgumentException("There is no notebook and no script in " + folder + ".");
        Files.createDirectories(to.toAbsolutePath());
        Files.writeString(to.resolve("points.csv"), points(rows));
        Files.writeString(to.resolve("reasons.csv"), reasons(rows));
        return "The points are in " + to.resolve("points.csv") + ", and what they were given for in "
                + to.resolve("reasons.csv") + ".";
    }

    /** Everything that was handed in, before any of it runs: what runs cannot change what others handed in. */
    private static List<File> read(Path folder) throws IOException {
        List<File> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> sorted = all.filter(file -> file.toString().matches(".*\\.(ipynb|jsh)"))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .sorted(Comparator.comparing(file -> folder.relativize(file).toString()))
                    .toList();
            for (Path file : sorted) files.add(read(folder.relativize(file), file));
        }
        return files;
    }

    private static File read(Path name, Path file) {
        String first = name.getName(0).toString();
        String student = name.getNameCount() > 1 ? first : first.replaceFirst("\\.(ipynb|jsh)$", "");
        String path = name.toString().replace('\\', '/');
        try {
            if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                return new File(student, path, null, "This is a link or a folder and not a file.");
            if (Files.size(file) > LARGEST_FILE)
                return new File(student, path, null, "This is larger than " + LARGEST_FILE / 1_000_000 + " MB.");
            return new File(student, path, Files.readString(file), null);
        } catch (CharacterCodingException e) {
            return new File(student, path, null, "This cannot be read: it is no text in UTF-8.");
        } catch (IOException e) {
            return new File(student, path, null, "This cannot be read: " + e + ".");
        }
    }

    private static List<Row> grade(List<File> files, Sitting.Limits limits, int jobs) throws IOException {
        List<Script> course = Course.lessons();
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        Path shared = Files.createTempDirectory("gradbook-grading");
        try {
            String classPath = ClassPath.withoutAnswers(shared);
            List<Future<List<Row>>> running = new ArrayList<>();
            for (File file : files) {
                Callable<List<Row>> work = () -> grade(file, course, classPath, limits);
                running.add(pool.submit(work));
            }
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> one : running) {
                List<Row> done = one.get();
                Row head = done.get(0);
                System.err.println(head.file + ": "
                        + (head.exercise.isEmpty()
                                ? head.reason
                                : done.stream().mapToInt(Row::points).sum() + " of " + done.size()));
                rows.addAll(done);
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The grading was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IOException("A submission cannot be run: " + e.getCause().getMessage(), e);
        } finally {
            pool.shutdownNow();
            delete(shared);
        }
    }

    private static List<Row> grade(File file, List<Script> course, String classPath, Sitting.Limits limits)
            throws IOException {
        Submission submission;
        try {
            if (file.problem != null) throw new IllegalArgumentException(file.problem);
            submission = Submission.of(file.text, file.name.endsWith(".ipynb"), course);
        } catch (IllegalArgumentException e) {
            return List.of(new Row(file.student, file.name, "", 0, e.getMessage()));
        }
        Path folder = Files.createTempDirectory("gradbook-submission");
        Sitting.Result result;
        try {
            result = Sitting.of(submission.cells(), classPath, folder, limits);
        } finally {
            delete(folder);
        }
        List<Row> rows = new ArrayList<>();
        String lesson = submission.lesson().number() + ".";
        for (String exercise : Mark.exercises())
            if (exercise.startsWith(lesson)) {
                Mark mark = result.marks().get(exercise);
                boolean isRight = mark != null && mark.isRight();
                String reason = mark == null || mark.isOpen() ? missing(exercise, submission, result) : mark.reason();
                rows.add(new Row(file.student, file.name, exercise, isRight ? 1 : 0, reason));
            }
        if (rows.isEmpty()) rows.add(new Row(file.student, file.name, "", 0, "This lesson has no exercises."));
        return rows;
    }

    /** Deletes what can be deleted. */
    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            // something of a student's still writes there: the system's own cleaning gets it
        }
    }

    /** Why there is no answer. */
    private static String missing(String exercise, Submission submission, Sitting.Result result) {
        if (submission.gone().contains(exercise)) return "Not answered: the cell of the exercise is gone.";
        for (var cell : submission.cells()) {
            String id = cell.getAsJsonObject().get("id").getAsString();
            String failed = result.failed().get(id);
            if (failed != null
                    && exercise.equals(Submission.exercise(
                            cell.getAsJsonObject().get("code").getAsString())))
                return "Not answered: the cell failed. " + failed;
        }
        return result.end() == null ? "Not answered." : "Not answered. " + result.end();
    }

    /** One line for each student, one column for each exercise of the lessons that were handed in; the best file counts. */
    private static String points(List<Row> rows) {
        Set<String> columns = new LinkedHashSet<>();
        for (String exercise : Mark.exercises())
            if (rows.stream().anyMatch(row -> row.exercise.equals(exercise))) columns.add(exercise);
        Map<String, Map<String, Integer>> students = new TreeMap<>();
        for (Row row : rows) {
            Map<String, Integer> own = students.computeIfAbsent(row.student, student -> new LinkedHashMap<>());
            if (!row.exercise.isEmpty()) own.merge(row.exercise, row.points, Math::max);
        }
        StringBuilder csv = new StringBuilder("student");
        columns.forEach(column -> csv.append(',').append(column));
        csv.append(",total\n");
        students.forEach((student, own) -> {
            csv.append(field(student));
            for (String column : columns) csv.append(',').append(own.containsKey(column) ? own.get(column) : "");
            csv.append(',')
                    .append(own.values().stream().mapToInt(Integer::intValue).sum())
                    .append('\n');
        });
        return csv.toString();
    }

    private static String reasons(List<Row> rows) {
        StringBuilder csv = new StringBuilder("student,file,exercise,points,reason\n");
        for (Row row : rows)
            csv.append(field(row.student))
                    .append(',')
                    .append(field(row.file))
                    .append(',')
                    .append(row.exercise)
                    .append(',')
                    .append(row.exercise.isEmpty() ? "" : row.points)
                    .append(',')
                    .append(field(row.reason))
                    .append('\n');
        return csv.toString();
    }

    /** A field that no spreadsheet takes for a formula; on one line. */
    private static String field(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.matches("[=+\\-@].*")) line = "'" + line;
        return line.matches(".*[\",;].*") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }
}
