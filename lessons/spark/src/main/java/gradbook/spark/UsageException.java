package gradbook.spark;

/** What was asked for makes no sense, or cannot be had; the message is a sentence for whoever asked. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
