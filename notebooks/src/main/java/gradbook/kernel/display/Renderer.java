package gradbook.kernel.display;

import gradbook.show.Sheet;
import gradbook.show.Show;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.imageio.ImageIO;

/**
 * How values look in a notebook: a bundle of texts by mime type, with {@code text/plain} always among them. What the
 * course's own types look like is {@link Show}'s business.
 */
public final class Renderer {
    private final Map<Class<?>, Function<Object, Map<String, String>>> registered = new LinkedHashMap<>();
    private final IJavaViews compatible = new IJavaViews();
    private volatile Predicate<Object> hidden = value -> false;

    /** From now on values of a type, and of its subtypes, look like what {@code view} makes of them. */
    public synchronized <T> void register(Class<T> type, Function<? super T, Map<String, String>> view) {
        registered.put(type, value -> view.apply(type.cast(value)));
    }

    /** Begins to register a view in the way of IJava. */
    public <T> io.github.spencerpark.jupyter.kernel.display.Renderer.RenderRegistration<T> createRegistration(
            Class<T> type) {
        return compatible.createRegistration(type);
    }

    /** From now on these values are not shown as results. */
    public void hide(Predicate<Object> which) {
        hidden = which;
    }

    public boolean isHidden(Object value) {
        return hidden.test(value);
    }

    /** All forms of a value. */
    public Map<String, String> bundle(Object value) {
        Map<String, String> bundle = new LinkedHashMap<>();
        if (value != null) {
            Function<Object, Map<String, String>> view = viewOf(value.getClass());
            if (view != null) bundle.putAll(view.apply(value));
            else if (compatible.has(value)) bundle.putAll(compatible.bundle(value));
        }
        if (!bundle.isEmpty()) bundle.putIfAbsent("text/plain", String.valueOf(value));
        else if (value instanceof RenderedImage image) {
            bundle.put("text/plain", "image, " + image.getWidth() + " x " + image.getHeight() + " pixels");
            bundle.put("image/png", png(image));
        } else if (value instanceof CharSequence || Text.knows(value)) { // a text is a value: never wrapped
            bundle.put("text/plain", Text.of(value));
            Sheet table = Text.table(value);
            if (table != null) bundle.put("text/html", table.html());
        } else bundle.putAll(Show.bundle(value));
        return bundle;
    }

    /** The text of a value under one mime type, beside its plain text. */
    public Map<String, String> as(String mime, Object value) {
        if (value != null && compatible.has(value)) return compatible.bundle(value, mime);
        Map<String, String> bundle = new LinkedHashMap<>();
        String text = String.valueOf(value);
        bundle.put("text/plain", text);
        bundle.put(mime, text);
        return bundle;
    }

    /** The view of the nearest registered type: the class itself, its ancestors, then what was registered first. */
    private synchronized Function<Object, Map<String, String>> viewOf(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass())
            if (registered.containsKey(c)) return registered.get(c);
        return registered.entrySet().stream()
                .filter(e -> e.getKey().isAssignableFrom(type))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("The image cannot be written as PNG", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
