package gradbook.spark;

/** A shard that cannot be read, or that holds what no network can learn from; the message names it. */
final class ShardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShardException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a task said on another machine: Spark passes it on as an exception, or only as its text. */
    static ShardException in(Throwable failure) {
        String mark = ShardException.class.getName() + ": ";
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ShardException e) return e;
            String text = String.valueOf(t.getMessage());
            int at = text.indexOf(mark);
            if (at >= 0)
                return new ShardException(
                        text.substring(at + mark.length()).lines().findFirst().orElse(""), t);
        }
        return null;
    }
}
