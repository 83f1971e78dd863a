package gradbook.cluster;

import gradbook.layer.Dataset;
import gradbook.layer.Loss;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Training;
import gradbook.layer.Weights;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Speaks the driver's language and trains on one machine, so that the other end can be tested without Spark. */
final class FakeDriver {
    private FakeDriver() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> given = new HashMap<>();
        List<String> list = List.of(arguments);
        for (int i = 0; i < list.size(); i++)
            given.put(list.get(i), i + 1 < list.size() && !list.get(i + 1).startsWith("--") ? list.get(++i) : "");
        System.out.println(System.getProperty("java.io.tmpdir"));
        if (!list.contains("--attended")) throw new AssertionError("nobody would notice that the parent is gone");
        if (list.contains("spark.echo=yes")) {
            System.err.println(String.join(" ", list));
            System.exit(2);
        }
        if (given.get("--master").equals("spark://refuses:1")) {
            System.err.println("There is no Spark master at spark://refuses:1.");
            System.exit(2);
        }
        if (given.get("--master").equals("spark://silent:1")) System.exit(7);
        if (given.get("--master").equals("spark://ended:1")) { // told to end, it deletes the folder
            Path folder = Path.of(given.get("--attended"));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(folder);
            System.exit(143);
        }
        if (given.get("--master").equals("spark://slow:1")) {
            Files.writeString(Path.of(System.getProperty("java.io.tmpdir")).resolve("left-over"), "");
            System.out.println("pid " + ProcessHandle.current().pid());
            while (System.in.read() >= 0) continue;
            return;
        }
        Recipe recipe = new Recipe(given.get("--net"), given.get("--loss"));
        Sequential net = recipe.blankNet();
        Weights.load(net, Path.of(given.get("--weights")));
        Dataset samples;
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(Path.of(given.get("--samples"))))) {
            samples = (Dataset) in.readObject();
        }
        String[] rates = given.get("--rate").split(",");
        Sgd sgd = new Sgd(1)
                .momentum(Double.parseDouble(given.get("--momentum")))
                .weightDecay(Double.parseDouble(given.get("--decay")))
                .schedule((one, epoch) -> Double.parseDouble(rates[epoch - 1]));
        Loss loss = recipe.newLoss();
        Training training = Training.of(net, loss, sgd, samples)
                .epochs(Integer.parseInt(given.get("--epochs")))
                .batchSize(Integer.parseInt(given.get("--batch-size")));
        List<ParallelEpoch> done = new ArrayList<>();
        training.run()
                .epochs()
                .forEach(e -> done.add(new ParallelEpoch(e.number(), e.loss(), samples.size(), 2, 0.4, 0.2, 0.3)));
        Path out = Files.createDirectories(Path.of(given.get("--out")));
        ParallelEpoch.save(done, out.resolve("epochs.csv"));
        Weights.save(net, out.resolve("weights.txt"));
    }
}
