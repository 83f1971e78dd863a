package gradbook.show;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stage of a kernel that is not ours: IJava, JJava or rapaio's. Each is reached by reflection through its own
 * {@code display} call, whose parameter tells the kernel's type for a bundle, so that no kernel stands on the compile
 * path. Where a kernel lets renderers register, ours do, and the last expression of a cell shows itself.
 */
final class KernelStage implements Stage {
    /** Where the running kernel can be asked for: class and static method or field, as each kernel documents it. */
    private static final String[][] KNOWN = {
        {"io.github.spencerpark.ijava.IJava", "getKernelInstance"},
        {"org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel"},
        {"org.dflib.jjava.JJava", "getKernelInstance"},
        {"org.rapaio.jupyter.kernel.MainApp", "kernel"},
    };

    private final Object kernel;
    private final Method display;
    private final Map<String, Integer> shownIn = new HashMap<>();

    KernelStage(Object kernel) throws ReflectiveOperationException {
        this.kernel = kernel;
        display = method(kernel.getClass(), "display", 1);
    }

    /** The stage of the kernel this code runs in, or {@code null} where there is none. */
    static Stage find() {
        for (String[] known : KNOWN) {
            try {
                Class<?> entry = Class.forName(known[0], true, KernelStage.class.getClassLoader());
                Object kernel = running(entry, known[1]);
                if (kernel == null) continue;
                KernelStage stage = new KernelStage(kernel);
                registerRenderers(kernel);
                return stage;
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                // Not this kernel, or one that has changed: the next one, and in the end the terminal, will do.
            }
        }
        return null;
    }

    private static Object running(Class<?> entry, String name) throws ReflectiveOperationException {
        for (Field field : entry.getFields()) if (field.getName().equals(name)) return field.get(null);
        return entry.getMethod(name).invoke(null);
    }

    @Override
    public boolean isRich() {
        return true;
    }

    /**
     * Under one id a cell shows one thing and changes it from then on; another cell, or the same one run again, shows it
     * anew, and Jupyter brings what stands in earlier cells under this id up to date as well.
     */
    @Override
    public void show(String id, Map<String, String> bundle) {
        try {
            Object data = data(bundle);
            if (id != null) method(data.getClass(), "setDisplayId", 1).invoke(data, id);
            Integer cell = executionCount();
            boolean standsHere = id != null && cell.equals(shownIn.put(id, cell));
            if (standsHere) update(id, data);
            else display.invoke(kernel, data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The kernel " + kernel.getClass().getName() + " cannot be shown to: " + e, e);
        }
    }

    private Object data(Map<String, String> bundle) throws ReflectiveOperationException {
        Class<?> type = display.getParameterTypes()[0];
        Object data;
        try {
            data = type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            data = type.getMethod("withType", String.class, String.class)
                    .invoke(null, "text/plain", bundle.get("text/plain"));
        }
        fill(data, bundle);
        return data;
    }

    private static void fill(Object data, Map<String, String> bundle) throws ReflectiveOperationException {
        Method put = data.getClass().getMethod("putData", String.class, Object.class);
        for (Map.Entry<String, String> form : bundle.entrySet()) put.invoke(data, form.getKey(), form.getValue());
    }

    private void update(String id, Object data) throws ReflectiveOperationException {
        try {
            method(kernel.getClass(), "updateDisplay", 1).invoke(kernel, data);
        } catch (NoSuchMethodException e) {
            Object io = method(kernel.getClass(), "getIO", 0).invoke(kernel);
            Object stream = io.getClass().getField("display").get(io);
            method(stream.getClass(), "updateDisplay", 2).invoke(stream, id, data);
        }
    }

    /** Which execution of a cell this is, as the kernel counts, or 0 from a kernel that does not tell. */
    private int executionCount() {
        for (Class<?> type = kernel.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field count = type.getDeclaredField("executionCount");
                if (!((AccessibleObject) count).trySetAccessible()) continue;
                return ((AtomicInteger) count.get(kernel)).get();
            } catch (ReflectiveOperationException | ClassCastException e) {
                // Perhaps the class above.
            }
        }
        return 0;
    }

    /** Tells a kernel how our types look. Where it cannot be told, as rapaio's, show(x) is the way. */
    private static void registerRenderers(Object kernel) {
        try {
            Object renderer = method(kernel.getClass(), "getRenderer", 0).invoke(kernel);
            for (Class<?> type : Views.types()) register(renderer, type);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // The stage stands without.
        }
    }

    private static void register(Object renderer, Class<?> type) throws ReflectiveOperationException {
        Object registration =
                renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
        Class<?> form = registration.getClass();
        Method preferring = form.getMethod("preferring", String[].class);
        registration = preferring.invoke(registration, (Object) new String[] {"text/html"});
        Method supporting = form.getMethod("supporting", String[].class);
        registration = supporting.invoke(registration, (Object) new String[] {"text/plain", "text/latex"});
        Method register = method(form, "register", 1);
        Class<?> function = register.getParameterTypes()[0];
        InvocationHandler render = (proxy, method, args) -> switch (method.getName()) {
            case "render" -> {
                Object out = method(args[1].getClass(), "getOutputContainer", 0).invoke(args[1]);
                fill(out, Show.bundle(args[0]));
                yield null;
            }
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Gradbook's renderer of " + type.getName();
        };
        Object proxy = Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, render);
        register.invoke(registration, proxy);
    }

    private static Method method(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        return List.of(type.getMethods()).stream()
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
    }
}
