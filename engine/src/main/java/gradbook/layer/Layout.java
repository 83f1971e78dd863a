package gradbook.layer;

/** Where the samples of a batch stand. The sources use both: B §9 columns, B §10 rows. */
public enum Layout {
    /** One sample per row: Z = X W + 1 b^T, X is N x D, W is D x H (B §10). */
    ROWS,
    /** One sample per column: Z = W X + b 1^T, X is D x N, W is H x D (B §9). */
    COLUMNS;

    int samples(Buffer b) {
        return this == ROWS ? b.rows : b.cols;
    }
}
