package gradbook.repl;

import java.util.List;

/** The jar's entrance: the REPL, or with arguments a lesson. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            gradbook.present.Main.main(args);
            return;
        }
        int code;
        try {
            code = Repl.open();
        } catch (IllegalStateException noJdk) {
            System.err.println(noJdk.getMessage());
            code = 2;
        }
        System.out.flush();
        System.exit(code);
    }

    /** What stands imported at the prompt. */
    static final String IMPORTS = String.join(
            "\n",
            List.of(
                    "import gradbook.scalar.*;",
                    "import gradbook.matrix.*;",
                    "import gradbook.layer.*;",
                    "import gradbook.derivative.*;",
                    "import gradbook.data.*;",
                    "import gradbook.chart.*;",
                    "import gradbook.check.*;",
                    "import gradbook.picture.*;",
                    "import gradbook.show.Sheet;",
                    "import static gradbook.check.Check.*;",
                    "import static gradbook.repl.Commands.*;",
                    "import static gradbook.show.Show.show;"));
}
