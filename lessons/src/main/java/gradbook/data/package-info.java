/**
 * Real data for the engine: a CSV file becomes a Tablesaw table, chosen columns of it become matrices.
 *
 * <pre>{@code
 * Table flowers = DataSets.iris();                     // or Csv.read(Path.of("my.csv"))
 * Samples samples = Samples.from(flowers).inputs("petal length", "petal width").oneHot("species");
 * Dataset.Split parts = samples.dataset().split(0.8, 1);
 * }</pre>
 */
package gradbook.data;
