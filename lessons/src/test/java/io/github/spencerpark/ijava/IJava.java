package io.github.spencerpark.ijava;

/** Stands in for IJava's entry point, which is in no registry; the kernel behind it is built on IJava's own library. */
public final class IJava {
    public static Object kernel;

    private IJava() {}

    public static Object getKernelInstance() {
        return kernel;
    }
}
