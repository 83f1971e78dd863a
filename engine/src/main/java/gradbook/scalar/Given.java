package gradbook.scalar;

/** The sentence for what is not there; in a notebook that is mostly a variable whose cell has not run yet. */
public final class Given {
    private Given() {}

    /**
     * The thing itself; or, if it is null, an IllegalArgumentException that says so: {@code matMul: right is null, and it
     * should be a Matrix: make it first}.
     *
     * @param who the operation that was given it
     * @param what its part in the operation
     * @param kind what it should be
     */
    public static <T> T given(T thing, Object who, String what, String kind) {
        if (thing != null) return thing;
        throw new IllegalArgumentException(
                who + ": " + what + " is null, and it should be " + kind + ": make it first");
    }
}
