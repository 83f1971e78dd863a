package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void should_leave_alone_what_fits() {
        assertEquals("a  b\n\nc", Fit.to("a  b\n\nc", 4));
    }

    @Test
    void should_wrap_sentences() {
        assertEquals("one two\nthree", Fit.to("one two three", 8));
        assertEquals("\u2717 Not yet.\nAgain.", Fit.to("\u2717 Not yet. Again.", 12));
    }

    @Test
    void should_put_the_right_part_of_a_drawing_below_its_left_part() {
        assertEquals("x  1234\ny  1234\n(to the right of it:)\n5678\n56", Fit.to("x  12345678\ny  123456", 7));
    }
}
