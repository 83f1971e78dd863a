package gradbook.kernel.display;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderFunction;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Views that notebooks and libraries register as they do in IJava, by IJava's own classes. */
final class IJavaViews extends Renderer {
    private final Set<Class<?>> types = new LinkedHashSet<>();

    @Override
    public synchronized <T> void register(
            Set<MIMEType> supported,
            Set<MIMEType> preferred,
            Set<Class<? extends T>> onTypes,
            RenderFunction<T> function) {
        types.addAll(onTypes);
        super.register(supported, preferred, onTypes, function);
    }

    /** Whether a value has a view of its own, or is one. */
    synchronized boolean has(Object value) {
        return value instanceof DisplayData || types.stream().anyMatch(type -> type.isInstance(value));
    }

    /** All preferred forms of a value, or those that are asked for as far as there are any. */
    Map<String, String> bundle(Object value, String... mimes) {
        DisplayData data = value instanceof DisplayData rendered
                ? rendered
                : mimes.length == 0 ? render(value) : renderAs(value, mimes);
        Map<String, String> bundle = new LinkedHashMap<>();
        new Gson()
                .toJsonTree(data)
                .getAsJsonObject()
                .getAsJsonObject("data")
                .entrySet()
                .forEach(form -> bundle.put(form.getKey(), text(form.getValue())));
        bundle.putIfAbsent("text/plain", String.valueOf(value));
        return bundle;
    }

    private static String text(JsonElement form) {
        return form.isJsonPrimitive() ? form.getAsString() : form.toString();
    }
}
