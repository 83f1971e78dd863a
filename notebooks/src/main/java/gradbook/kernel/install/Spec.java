package gradbook.kernel.install;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A kernel's {@code kernel.json}: how Jupyter starts it, and what it is called. */
record Spec(List<String> command, String displayName, List<String> jvm) {
    static final String FILE = "kernel.json";
    private static final String CONNECTION = "{connection_file}";
    private static final String OURS = "gradbook"; // our own corner of the metadata
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** The command that starts a kernel's jar, with an archive or none. */
    static Spec of(Path java, Path jar, Options options, List<String> archive) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(Archive.options(options.jvm()));
        command.addAll(archive);
        command.addAll(List.of("-jar", jar.toString(), CONNECTION));
        return new Spec(command, options.displayName(), options.jvm());
    }

    /** @throws IOException with a sentence, if it is not there or not one of ours */
    static Spec read(Path folder) throws IOException {
        try {
            JsonObject json = GSON.fromJson(Files.readString(folder.resolve(FILE)), JsonObject.class);
            List<String> command = strings(json.getAsJsonArray("argv"));
            if (command.indexOf("-jar") < 1) throw new IllegalArgumentException("it starts no jar");
            JsonElement ours = json.getAsJsonObject("metadata").get(OURS);
            return new Spec(
                    command,
                    json.get("display_name").getAsString(),
                    ours == null ? List.of() : strings(ours.getAsJsonObject().getAsJsonArray("jvm")));
        } catch (IOException | RuntimeException e) { // missing, or every way in which JSON can be something else
            throw new IOException(folder.resolve(FILE) + " does not say how to start the kernel.", e);
        }
    }

    private static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.getAsString()));
        return strings;
    }

    /** The same with another archive. */
    Spec with(List<String> archive) {
        List<String> changed = new ArrayList<>(command);
        changed.removeIf(Archive::isArchive);
        changed.addAll(changed.indexOf("-jar"), archive);
        return new Spec(changed, displayName, jvm);
    }

    /** The command with something else than a connection file behind it. */
    List<String> running(List<String> moreOptions, String argument) {
        List<String> running = new ArrayList<>(command);
        running.addAll(running.indexOf("-jar"), moreOptions);
        running.set(running.size() - 1, argument);
        return running;
    }

    Path java(Computer computer) {
        return computer.path(command.get(0));
    }

    Path jar(Computer computer) {
        return computer.path(command.get(command.indexOf("-jar") + 1));
    }

    void write(Path folder) throws IOException {
        JsonObject json = new JsonObject();
        json.add("argv", GSON.toJsonTree(command));
        json.addProperty("display_name", displayName);
        json.addProperty("language", "java");
        json.addProperty("interrupt_mode", "message");
        JsonObject environment = new JsonObject();
        // A system without a locale cannot name every file; a kernel for it still can.
        if (System.getProperty("os.name").startsWith("Linux")
                && !"UTF-8".equals(System.getProperty("sun.jnu.encoding")))
            environment.addProperty("LC_ALL", "C.UTF-8");
        json.add("env", environment);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("debugger", false);
        JsonObject ours = new JsonObject();
        ours.add("jvm", GSON.toJsonTree(jvm));
        metadata.add(OURS, ours);
        json.add("metadata", metadata);
        Path draft = folder.resolve("." + FILE);
        Files.writeString(draft, GSON.toJson(json) + "\n");
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
}
