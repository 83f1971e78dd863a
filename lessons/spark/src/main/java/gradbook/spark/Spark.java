package gradbook.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A connection to Spark that says nothing by itself, listens on loopback only where the master is this machine, and leaves
 * no file behind.
 */
final class Spark implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int WORKER_SECONDS = 120;

    /** Whether the process was told to end, and what it has to clean up first: nothing begins after that. */
    private static boolean ending;

    private static Spark begun;

    private final WorkFolder folder;
    private JavaSparkContext context;
    private volatile Thread connecting; // to a master that may not answer for a minute
    private final Thread hook = new Thread(Spark::end, "gradbook-spark-clean");

    Spark(String wanted, Map<String, String> settings) {
        synchronized (Spark.class) {
            if (ending) throw new IllegalStateException("told to end");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                folder = new WorkFolder();
            } catch (IOException e) {
                Runtime.getRuntime().removeShutdownHook(hook);
                throw new UncheckedIOException(e);
            }
            begun = this;
        }
        Path work = folder.path();
        System.setProperty("java.io.tmpdir", work.toString()); // where libraries unpack their native parts
        SparkConf conf = new SparkConf()
                .setAppName("gradbook")
                .setIfMissing("spark.master", wanted) // spark-submit has its own way to name a master
                .set("spark.ui.enabled", "false")
                .set("spark.ui.showConsoleProgress", "false")
                .set("spark.local.dir", work.toString())
                .set("spark.sql.warehouse.dir", work.resolve("warehouse").toString())
                .set("spark.sql.files.maxPartitionBytes", "32m")
                .set("spark.cleaner.referenceTracking.cleanCheckpoints", "true");
        String master = conf.get("spark.master");
        if (isLocal(master)) conf.set("spark.authenticate", "true"); // other users of this machine are strangers, too
        if (isLocal(master) || master.matches("spark://(127\\.0\\.0\\.1|localhost):.*"))
            conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        if (!isLocal(master)) conf.setJars(new String[] {jar().toString()});
        settings.forEach(conf::set);
        boolean up = false;
        try {
            requireMaster(master);
            connect(conf);
            if (!isLocal(master)) awaitWorker(master);
            up = true;
        } finally {
            if (!up) close();
        }
    }

    /** In one piece: what begins to clean up meanwhile would find no context to close, and one that still writes. */
    private synchronized void connect(SparkConf conf) {
        if (isEnding()) throw new IllegalStateException("told to end");
        connecting = Thread.currentThread();
        try {
            context = new JavaSparkContext(conf);
        } finally {
            connecting = null;
        }
    }

    /** Without this, Spark tries for a minute and then only says that its context is stopped. */
    private static void requireMaster(String master) {
        if (!master.startsWith("spark://")) return;
        String problem = "no address";
        for (String address : master.substring("spark://".length()).split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                int port = Integer.parseInt(address.substring(colon + 1));
                socket.connect(new InetSocketAddress(address.substring(0, Math.max(colon, 0)), port), CONNECT_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        throw new UsageException("There is no Spark master at " + master + " (" + problem
                + "). Its web page and the first lines of its log say its address, spark://HOST:PORT.");
    }

    private void awaitWorker(String master) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WORKER_SECONDS);
        while (context.sc().getExecutorMemoryStatus().size() < 2) { // the driver is one of them
            if (context.sc().isStopped())
                throw new UsageException("The master " + master + " has ended the application: its workers could not"
                        + " start the processes for it. The logs of a worker say why.");
            if (System.nanoTime() > deadline)
                throw new UsageException("The master " + master + " has given no worker in " + WORKER_SECONDS
                        + " s: are workers running, with a free core and as much free memory as spark.executor.memory"
                        + " asks for (1 GB)?");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean isLocal(String master) {
        return master.startsWith("local");
    }

    /** Our own jar, which carries the engine: what the workers need besides Spark. */
    private static Path jar() {
        try {
            return Path.of(Spark.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    JavaSparkContext context() {
        return context;
    }

    /** For tables; it takes seconds to start, so only those who read files ask for it. */
    SparkSession tables() {
        return SparkSession.builder().sparkContext(context.sc()).getOrCreate();
    }

    /** How many tasks run at a time. */
    int cores() {
        return context.defaultParallelism();
    }

    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook finds nothing left to do
        }
    }

    /** The process is told to end; when this returns, nothing of Spark's writes any more. */
    static void end() {
        Spark last;
        synchronized (Spark.class) {
            ending = true;
            last = begun;
        }
        if (last == null) return;
        Thread waiting = last.connecting;
        if (waiting != null) waiting.interrupt();
        last.clean();
    }

    /** Whether the process was told to end: what fails from then on fails for that reason. */
    static synchronized boolean isEnding() {
        return ending;
    }

    private synchronized void clean() {
        if (context != null) context.close();
        try {
            folder.close();
        } catch (IOException e) {
            System.err.println("The temporary folder " + folder.path() + " could not be deleted: " + e.getMessage());
        }
    }
}
