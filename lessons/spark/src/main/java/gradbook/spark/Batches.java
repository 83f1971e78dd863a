package gradbook.spark;

import gradbook.layer.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The mini-batches of an epoch, each cut into shards: one partition is one shard, in one or more blocks.
 *
 * @param steps the batches in the order of the steps
 */
record Batches(List<JavaRDD<Dataset>> steps) {
    /** Which samples of data that every machine has a copy of: {@code from} (included) to {@code to} (excluded). */
    record Range(int from, int to) implements java.io.Serializable {}

    /**
     * Data that the driver holds: batch k is the samples from k times {@code size} on, as on a single machine, cut into
     * {@code shards} parts that differ by one sample where it does not come out even. The data travel to each machine
     * once.
     */
    static Batches of(JavaSparkContext spark, Dataset data, int size, int shards) {
        Broadcast<Dataset> everywhere = spark.broadcast(data);
        List<JavaRDD<Dataset>> steps = new ArrayList<>();
        for (int from = 0; from < data.size(); from += size) {
            List<Range> parts = cut(from, Math.min(data.size(), from + size), shards);
            steps.add(spark.parallelize(parts, parts.size())
                    .map(part -> everywhere.value().slice(part.from, part.to)));
        }
        return new Batches(steps);
    }

    /** Never an empty part: a batch of three samples has three shards at most. */
    static List<Range> cut(int from, int to, int shards) {
        int parts = Math.min(shards, to - from);
        List<Range> ranges = new ArrayList<>();
        for (int s = 0; s < parts; s++) {
            long samples = to - from;
            ranges.add(new Range((int) (from + samples * s / parts), (int) (from + samples * (s + 1) / parts)));
        }
        return ranges;
    }
}
