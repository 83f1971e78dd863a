package gradbook.spark;

import gradbook.layer.Dataset;
import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Function1;

/** Parquet or CSV files that every machine can read: each partition that Spark makes of them is a shard. */
final class FileData {
    private static final String CORRUPT = "_corrupt_record";

    private FileData() {}

    /**
     * The files as batches: batch k of {@code count} is the shards k, k + count, k + 2 count, ... The blocks are kept in
     * memory as far as they fit, and on disk beyond that.
     *
     * @param shards how many shards to cut the data into, or 0 to take them as the files come
     * @param classes how many columns the target has as one-hot, or 0 for a target that is a number
     */
    static Batches batches(
            SparkSession spark,
            String path,
            String target,
            double scale,
            int shards,
            int count,
            Layer net,
            int classes) {
        org.apache.spark.sql.Dataset<Row> table = read(spark, path);
        List<String> names = new ArrayList<>(List.of(table.columns()));
        boolean csv = names.remove(CORRUPT);
        if (!names.remove(target))
            throw new UsageException("There is no column \"" + target + "\" in " + path + ": its columns are "
                    + String.join(", ", names) + ". Name the one to predict with --target.");
        net.forward(Matrix.zeros(1, Math.max(1, names.size()))); // tells of a network with another number of inputs
        List<Column> columns = new ArrayList<>();
        for (String name : names) columns.add(number(table, name));
        columns.add(number(table, target));
        if (csv) columns.add(table.col(CORRUPT));
        table = table.select(columns.toArray(Column[]::new));
        Rows.Format format = new Rows.Format(names.toArray(String[]::new), target, scale, classes, csv);
        JavaRDD<double[]> rows = ((org.apache.spark.sql.classic.Dataset<Row>) table)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsWithIndex((partition, values) -> new Rows(partition, values, format), true);
        if (shards > 0) rows = rows.repartition(shards);
        int inputs = names.size();
        JavaRDD<Dataset> blocks = rows.mapPartitions(shard -> (Iterator<Dataset>) new Blocks(shard, inputs, classes))
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
        return new Batches(prune(blocks, count));
    }

    private static org.apache.spark.sql.Dataset<Row> read(SparkSession spark, String path) {
        try {
            if (!path.matches(".*\\.csv(\\.gz)?/?")) return spark.read().parquet(path);
            StructType schema = new StructType();
            for (String name : spark.read().option("header", true).csv(path).columns())
                schema = schema.add(name, DataTypes.DoubleType);
            schema = schema.add(CORRUPT, DataTypes.StringType);
            return spark.read().option("header", true).schema(schema).csv(path);
        } catch (Throwable e) { // AnalysisException is a checked one that Scala throws unannounced
            if (!(e instanceof AnalysisException) && !(e instanceof org.apache.spark.SparkException)) throw e;
            throw new UsageException(path + " cannot be read as Parquet, nor is it called .csv: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Column number(org.apache.spark.sql.Dataset<Row> table, String name) {
        StructField field = table.schema().apply(name);
        if (field.dataType() instanceof NumericType) return table.col(name).cast(DataTypes.DoubleType);
        throw new UsageException(
                "The column \"" + name + "\" is of type " + field.dataType().simpleString()
                        + ", and a network takes numbers: leave it out of the files, or turn it into one.");
    }

    private static List<JavaRDD<Dataset>> prune(JavaRDD<Dataset> all, int count) {
        int shards = all.getNumPartitions();
        if (shards < count)
            throw new UsageException(
                    "The data come in " + shards + (shards == 1 ? " shard" : " shards") + ", too few for " + count
                            + " batches per epoch: cut them finer with --shards, or ask for fewer --batches.");
        if (count == 1) return List.of(all);
        List<JavaRDD<Dataset>> batches = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int batch = k;
            batches.add(PartitionPruningRDD.create(
                            all.rdd(), (Function1<Object, Object> & Serializable) shard -> (int) shard % count == batch)
                    .toJavaRDD());
        }
        return batches;
    }
}
