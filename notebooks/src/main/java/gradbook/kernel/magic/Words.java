package gradbook.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the words after a magic may become while they are typed. */
final class Words {
    private Words() {}

    /** Files whose names the test accepts, and folders, which end with a slash. */
    static List<String> files(String word, Predicate<String> isWanted) {
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
        String folder = word.substring(0, slash + 1);
        String start = word.substring(slash + 1);
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
            files.sorted().forEach(file -> {
                String name = name(file);
                if (!name.startsWith(start) || name.startsWith(".") && start.isEmpty()) return;
                if (Files.isDirectory(file)) found.add(folder + name + "/");
                else if (isWanted.test(name)) found.add(folder + name);
            });
        } catch (IOException | InvalidPathException e) {
            // no such folder
        }
        return found;
    }

    /** Groups, artifacts and versions that the local repository of Maven has, up to the next colon or dot. */
    static List<String> artifacts(String word, Path repository) {
        String[] parts = word.split(":", -1);
        Set<String> found = new TreeSet<>();
        if (parts.length == 1) {
            int dot = word.lastIndexOf('.');
            String group = word.substring(0, dot + 1);
            for (Path inside : folders(repository.resolve(group.replace('.', '/')))) {
                String name = name(inside);
                if (!name.startsWith(word.substring(dot + 1))) continue;
                boolean artifacts = folders(inside).stream()
                        .flatMap(artifact -> folders(artifact).stream())
                        .anyMatch(Words::isVersion);
                found.add(group + name + (artifacts ? ":" : "."));
            }
        } else if (parts.length == 2) {
            for (Path artifact : folders(repository.resolve(parts[0].replace('.', '/'))))
                if (name(artifact).startsWith(parts[1])
                        && folders(artifact).stream().anyMatch(Words::isVersion))
                    found.add(parts[0] + ":" + name(artifact) + ":");
        } else if (parts.length == 3) {
            for (Path version :
                    folders(repository.resolve(parts[0].replace('.', '/')).resolve(parts[1])))
                if (isVersion(version) && name(version).startsWith(parts[2]))
                    found.add(parts[0] + ":" + parts[1] + ":" + name(version));
        }
        return List.copyOf(found);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isVersion(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".pom"));
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
