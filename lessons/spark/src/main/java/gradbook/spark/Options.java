package gradbook.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line: {@code --name value}, or {@code --name} alone for a switch. */
final class Options {
    static final String HELP = String.join(
            "\n",
            "Trains a network by synchronous data-parallel gradient descent on Apache Spark.",
            "",
            "  java -jar gradbook-spark.jar [options]",
            "",
            "data",
            "  --data digits|PATH      the digits that come with Gradbook, or Parquet or CSV files (a folder, a",
            "                          pattern or a URI that every machine can read); digits if nothing is said",
            "  --target COLUMN         the column to predict; every other column is an input (label)",
            "  --scale NUMBER          what the inputs are multiplied by (1; 0.0625 for the digits)",
            "  --shards N              parts that the data are cut into (one per core; files as they are)",
            "training",
            "  --net LAYERS            affine 64 32, relu, affine 32 10",
            "  --loss LOSS             softmax, logistic or squared, and mean or sum (softmax mean)",
            "  --rate NUMBER,...       the learning rate, or one for each epoch (0.1)",
            "  --momentum NUMBER       (0)",
            "  --decay NUMBER          weight decay (0)",
            "  --epochs N              (10)",
            "  --batch-size N          samples per step, for the digits (all)",
            "  --batches N             steps per epoch, for files: each takes every N-th shard (1)",
            "  --seed N                where the weights start (1)",
            "  --weights FILE          weights to start from instead",
            "results",
            "  --out FOLDER            where to write epochs.csv and weights.txt",
            "  --checkpoint FOLDER     where to keep the state of the training ...",
            "  --every N               ... after every N epochs (1)",
            "  --resume                go on from the state that is kept there",
            "cluster",
            "  --master URL            local[2], or spark://HOST:PORT (local[2])",
            "  --conf KEY=VALUE        a setting of Spark's; may be repeated",
            "  --log LEVEL             how much Spark itself says on the error stream: off, error, warn, info (off)",
            "  --steps                 say every step, not only every epoch");

    private static final Set<String> VALUES = Set.of(
            "data",
            "samples",
            "target",
            "scale",
            "shards",
            "net",
            "loss",
            "rate",
            "momentum",
            "decay",
            "epochs",
            "batch-size",
            "batches",
            "seed",
            "weights",
            "out",
            "checkpoint",
            "every",
            "master",
            "conf",
            "log",
            "attended");
    private static final Set<String> SWITCHES = Set.of("resume", "steps", "help");

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, String> conf = new LinkedHashMap<>();

    Options(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (SWITCHES.contains(name)) {
                given.put(name, "");
                continue;
            }
            if (!VALUES.contains(name))
                throw new UsageException("\"" + argument + "\" is no option: --help lists them");
            if (i + 1 == arguments.size()) throw new UsageException(argument + " needs a value after it");
            String value = arguments.get(++i);
            if (name.equals("conf")) {
                int equals = value.indexOf('=');
                if (equals < 1) throw new UsageException("--conf takes KEY=VALUE, not \"" + value + "\"");
                conf.put(value.substring(0, equals), value.substring(equals + 1));
            } else {
                given.put(name, value);
            }
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    /** A whole number, at least 1. */
    int count(String name, int otherwise) {
        if (!has(name)) return otherwise;
        try {
            int value = Integer.parseInt(text(name, ""));
            if (value >= 1) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--" + name + " takes a whole number from 1 on, not \"" + text(name, "") + "\"");
    }

    double number(String name, double otherwise) {
        return has(name) ? number(name, text(name, "")) : otherwise;
    }

    /** Numbers with commas between them. */
    double[] numbers(String name, double otherwise) {
        if (!has(name)) return new double[] {otherwise};
        String[] parts = text(name, "").split(",");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) numbers[i] = number(name, parts[i]);
        return numbers;
    }

    private static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text.trim());
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--" + name + " takes a number, not \"" + text + "\"");
    }

    /** Settings of Spark's. */
    Map<String, String> conf() {
        return conf;
    }
}
