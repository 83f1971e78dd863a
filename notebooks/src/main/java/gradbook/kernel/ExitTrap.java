package gradbook.kernel;

import gradbook.session.Checkpoint;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Keeps the libraries that cells call from ending the JVM. What the cells themselves call is rewritten when their classes
 * are loaded; for all others {@code Runtime.exit} and {@code Runtime.halt} ask the trap first. The launcher makes this
 * class an agent, as the jar's manifest says.
 */
public final class ExitTrap {
    /** The system property that says whether the trap is set: it costs no memory, of which there may be none. */
    private static final String PROPERTY = "gradbook.exit";

    private static final String RUNTIME = "java/lang/Runtime";

    private ExitTrap() {}

    /** Called by the launcher before {@code main}. */
    public static void agentmain(String arguments, Instrumentation jvm) throws UnmodifiableClassException {
        ClassFileTransformer weaver = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytecode) {
                return RUNTIME.equals(name) ? weave(bytecode) : null;
            }
        };
        jvm.addTransformer(weaver, true);
        jvm.retransformClasses(Runtime.class);
        jvm.removeTransformer(weaver); // or every class would be brought here while it loads
    }

    /** From now on an exit is an error in the code that calls it. */
    static void set() {
        System.setProperty(PROPERTY, "trapped");
    }

    /** From now on an exit is one. */
    static void open() {
        System.clearProperty(PROPERTY);
    }

    /** Called by {@code Runtime.exit} while the trap is set. */
    public static void exit(int status) {
        Checkpoint.exit(status);
    }

    /** Called by {@code Runtime.halt} while the trap is set. */
    public static void halt(int status) {
        Checkpoint.halt(Runtime.getRuntime(), status);
    }

    /** {@code Runtime} with the trap at the entries of exit and halt. */
    private static byte[] weave(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        ClassWriter writer = new ClassWriter(reader, 0);
        ClassVisitor weaver = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String generics, String[] thrown) {
                MethodVisitor next = super.visitMethod(access, name, type, generics, thrown);
                return name.equals("exit") || name.equals("halt") ? new Entry(next, name) : next;
            }
        };
        reader.accept(weaver, 0);
        return writer.toByteArray();
    }

    /**
     * Puts before a method: {@code if (System.getProperty(PROPERTY) != null) ExitTrap.name(status)}, where the JDK's own
     * class finds this one by a method handle.
     */
    private static final class Entry extends MethodVisitor {
        private final String name;

        Entry(MethodVisitor next, String name) {
            super(Opcodes.ASM9, next);
            this.name = name;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label go = new Label();
            visitLdcInsn(PROPERTY);
            call(System.class, "getProperty", "(Ljava/lang/String;)Ljava/lang/String;");
            visitJumpInsn(Opcodes.IFNULL, go);
            call(MethodHandles.class, "publicLookup", "()Ljava/lang/invoke/MethodHandles$Lookup;");
            visitLdcInsn(ExitTrap.class.getName());
            visitInsn(Opcodes.ICONST_1);
            call(ClassLoader.class, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
            call(Class.class, "forName", "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
            visitLdcInsn(name);
            visitLdcInsn(Type.getMethodType("(I)V"));
            visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/invoke/MethodHandles$Lookup",
                    "findStatic",
                    "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;",
                    false);
            visitVarInsn(Opcodes.ILOAD, 1);
            visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", "(I)V", false);
            visitLabel(go);
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }

        private void call(Class<?> owner, String method, String type) {
            visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(owner), method, type, false);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(Math.max(stack, 4), locals);
        }
    }
}
