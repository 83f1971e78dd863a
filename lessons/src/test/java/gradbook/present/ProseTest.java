package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void should_underline_headings_wrap_text_and_hang_list_items() {
        assertEquals("""
                Title
                =====

                one two three
                four five

                - item one two
                  three
                - item two

                    quoted words""", Prose.render("""
                        # Title

                        one **two** `three`
                        four *five*

                        - item one two three
                        - item two

                        > quoted words
                        """, 16));
    }

    @Test
    void should_align_tables() {
        assertEquals(
                """
                who      gradients
                -------  ---------
                a paper  (0, 0)
                us       (1, 2)
                nobody""",
                Prose.render(
                                "| who | gradients |\n|---|---|\n| a paper | (0, 0) |\n| **us** | (1, 2) |\n| nobody | |\n",
                                40)
                        .replace("\u2500", "-"));
    }

    @Test
    void should_keep_code_as_it_stands() {
        assertEquals(
                "Look:\n\n    1  void f() {\n    2    a.grad = *b*;\n\nSo.",
                Prose.render("Look:\n\n```\n1  void f() {\n2    a.grad = *b*;\n```\n\nSo.", 20));
    }

    @Test
    void should_leave_a_product_sign_alone() {
        assertEquals("2 * 3 * 4", Prose.render("2 * 3 * 4", 40));
    }
}
