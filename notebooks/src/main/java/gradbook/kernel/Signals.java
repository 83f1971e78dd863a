package gradbook.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The interrupt signal (Ctrl-C, SIGINT), where there is one. By reflection, since the class for it belongs to the module
 * {@code jdk.unsupported}: without that module the signal does what it always did.
 */
public final class Signals {
    private Signals() {}

    /** From now on an interrupt signal does this instead of ending the JVM. */
    public static void onInterrupt(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "interrupt";
            };
            Object mine = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, invocation);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, mine);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // no such signal here
        }
    }
}
