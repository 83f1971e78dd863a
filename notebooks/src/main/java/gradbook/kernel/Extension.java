package gradbook.kernel;

/**
 * What a library does for notebooks that use it. The kernel finds it by {@link java.util.ServiceLoader} in every jar
 * that is added, also while notebooks run: name the class in {@code META-INF/services/gradbook.kernel.Extension}.
 *
 * <pre>{@code
 * public class Colours implements Extension {
 *     public void register(Kernel kernel) {
 *         kernel.getRenderer().register(Colour.class, c -> Map.of("text/html", c.toHtml()));
 *         kernel.getMagics().line("colour", "NAME  a colour", (words, body) -> Colour.of(words.get(0)));
 *     }
 * }
 * }</pre>
 */
public interface Extension {
    /** Registers views, magics and comms; called once. */
    void register(Kernel kernel);
}
