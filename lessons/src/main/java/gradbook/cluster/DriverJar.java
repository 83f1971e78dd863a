package gradbook.cluster;

import gradbook.session.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where {@code gradbook-spark.jar} is. {@code GRADBOOK_SPARK} in the environment names it, or says {@code off}; else it is
 * looked for beside the course's own jar, where Maven builds it, and above the folder that the course is used in.
 */
final class DriverJar {
    private static final String NAME = "gradbook-spark.jar";

    private DriverJar() {}

    static Optional<Path> find(String told, Path here) {
        if (told != null && told.equals("off")) return Optional.empty();
        if (told != null && !told.isEmpty()) {
            if (Files.isRegularFile(Path.of(told))) return Optional.of(Path.of(told));
            throw new IllegalStateException("GRADBOOK_SPARK is " + told
                    + ", and there is no such file: it should be the path of " + NAME + ", or off, or not set at all.");
        }
        List<Path> places = new ArrayList<>();
        Origin.of(DriverJar.class).map(Path::getParent).ifPresent(home -> {
            places.add(home.resolve(NAME));
            places.add(home.resolve("../spark/target").resolve(NAME));
        });
        for (Path folder = here.toAbsolutePath(); folder != null; folder = folder.getParent())
            places.add(folder.resolve("lessons/spark/target").resolve(NAME));
        return places.stream().map(Path::normalize).filter(Files::isRegularFile).findFirst();
    }
}
