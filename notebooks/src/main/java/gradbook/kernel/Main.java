package gradbook.kernel;

import gradbook.grade.Grade;
import gradbook.grade.HandOut;
import gradbook.kernel.install.Archive;
import gradbook.kernel.install.Install;
import gradbook.kernel.protocol.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Starts the kernel on a connection file, or installs it. */
public final class Main {
    private static final String HELP = """
            Gradbook kernel: Java in Jupyter, with the course on backpropagation inside.

              java -jar gradbook-kernel.jar notebooks [FOLDER]   start the Jupyter that is there, on this machine only
              java -jar gradbook-kernel.jar --install            install the kernel for Jupyter
              java -jar gradbook-kernel.jar --uninstall          remove it
              java -jar gradbook-kernel.jar --doctor             say what is right and what is wrong
              java -jar gradbook-kernel.jar CONNECTION_FILE      run it; Jupyter does this
              java -jar gradbook-kernel.jar hand-out [LESSON...] write the lessons for a class, without solutions
              java -jar gradbook-kernel.jar grade FOLDER         run what the class handed in, write its points

            Where to install or uninstall, for you unless you say otherwise:
              --user                as if nothing were said
              --sys-prefix          into the Python environment that is active
              --prefix DIR          into DIR/share/jupyter
              --name NAME           under another name: java, for notebooks made for IJava
            How to install:
              --display-name TEXT   what Jupyter's menus show
              --heap SIZE           the most memory for a notebook's values, such as 512m or 2g
              --jvm-option OPTION   one more option of java; may be given several times
            How to hand out and grade:
              --to DIR              where to write: the lessons, or points.csv and reasons.csv
              --scripts             hand out scripts, not notebooks
              --seconds N           for one cell (60); a submission has ten times as long
              --heap MB             for one submission (512)
              --jobs N              submissions at a time (half of the cores)

            Then: jupyter notebook, or jupyter lab, and choose "Java (Gradbook)".
            """;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** @return the exit code */
    static int run(String... args) {
        try {
            if (args.length == 0) {
                System.err.print(HELP);
                return 2;
            }
            if (args[0].equals("--help") || args[0].equals("-h")) {
                System.out.print(HELP);
                return 0;
            }
            if (args[0].equals("--rehearse")) {
                Rehearsal.play();
                return 0;
            }
            if (args[0].startsWith("-") || args[0].equals(Install.NOTEBOOKS)) return Install.run(args);
            List<String> rest = List.of(args).subList(1, args.length);
            if (args[0].equals("hand-out") || args[0].equals("grade")) {
                System.out.println(args[0].equals("grade") ? Grade.run(rest) : HandOut.run(rest));
                return 0;
            }
            Parent.watch();
            Archive.watch();
            Kernel.serve(Connection.read(Path.of(args[0])));
            Exit.soon();
            return 0;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
