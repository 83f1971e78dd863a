package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What students write wrong most, the line and the place that are marked, and what they are told to try. */
class HintsTest {
    static Session session;

    @BeforeAll
    static void open() {
        session = Session.open();
        session.run("double learningRate = 0.1; int count = 3; String text = \"abc\"; double[] xs = {1, 2};\n"
                + "double area(double width, double height) { return width * height; }");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    /** In the cells, / stands for the end of a line. The third column is what the carets stand under. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int n = 3/int m = 4;                | 1 | 9-9   | a statement ends in a semicolon; put one where the caret points.
            double step = learningRat * 2;      | 1 | 14-24 | did you mean learningRate?
            int n = "3";                        | 1 | 8-10  | a number has no quotes; Integer.parseInt(text) makes one of a text.
            var today = LocalDate.now();        | 1 | 12-20 | add `import java.time.LocalDate;`
            text.lenght()                       | 1 | 0-10  | did you mean length?
            area(1)                             | 1 | 0-3   | compare the number, the order and the types of the arguments with what is required.
            int f(int x) {/  if (x > 0) return 1;/} | 1 | 13-13 | every way through the method must end in return with a value (or throw).
            {/  int n;/  System.out.println(n);/} | 3 | 21-21 | give the variable a value on every way that leads here.
            void nap() { Thread.sleep(10); }    | 1 | 13-28 | add `throws` with this exception to the method's head, or put the call into try { ... } catch.
            double twice(double x) {/  return 2 * x; | 2 | 14-14 | a { or ( is opened and never closed; count the brackets.
            """)
    void the_ten_most_common_errors(String cell, int line, String marked, String hint) {
        hinted(cell, line, marked, hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            system.out.println(1);              | 1 | 0-9   | did you mean System?
            string s = "";                      | 1 | 0-5   | did you mean String?
            double y = momentum * 2;            | 1 | 11-18 | declare momentum first, as in `double momentum = ...;`, or run the cell that declares it.
            double y = x * 2;                   | 1 | 11-11 | declare x first, as in `double x = ...;`, or run the cell that declares it.
            double y = 1 + 2);                  | 1 | 16-16 | there is a ) too many, or the bracket that it closes is missing.
            String t = "abc;                    | 1 | 11-11 | the text has no closing " on this line; for several lines use \"\"\".
            int n = 2.5;                        | 1 | 8-10  | the value may not fit; if you mean it, write the type in front, as in (int) x.
            if (count = 3) {}                   | 1 | 4-12  | a comparison has two signs: == instead of =.
            double y = sin(1);                  | 1 | 11-13 | it stands in the class Math: write Math.sin.
            text.length                         | 1 | 0-10  | length is a method here: write length().
            xs.get(0)                           | 1 | 0-5   | an array has no methods: write a[i] for one of its values, a.length for their number.
            List<gradbook.scalar.Value> v = List.of();/v.relu() | 2 | 0-5 | this is a list; relu belongs to what is in it: take one out first, with .get(0).
            double slope = 1 < 2;               | 1 | 15-19 | a comparison is true or false; a number comes of it by a < b ? 1 : 0.
            count.toString()                    | 1 | 0-13  | a primitive value such as an int has no methods and no fields.
            text - 1                            | 1 | 0-7   | this operator does not take these types. Java has no operators for objects: call a method, as in x.add(y).
            List<int> list = null;              | 1 | 5-7   | between < > stands a class: Integer for int, Double for double, Boolean for boolean.
            var v;                              | 1 | 0-5   | var takes its type from a value: give it one, or write the type.
            void f() { return 3; }              | 1 | 18-18 | a void method returns nothing; in place of void, write the type that it returns.
            { 5 = count; }                      | 1 | 2-2   | only a variable can be given a value, on the left of = or by ++.
            }                                   | 1 | 0-0   | Java expects a statement here; look for a bracket too many just before.
            """)
    void others(String cell, int line, String marked, String hint) {
        hinted(cell, line, marked, hint);
    }

    private static void hinted(String cell, int line, String marked, String hint) {
        String code = cell.replace('/', '\n');
        List<String> told = session.run(code, "cell 7").failure().text().lines().toList();
        String all = String.join("\n", told);
        assertTrue(told.get(0).startsWith("Error in cell 7, line " + line + ": "), all);
        int shown = told.indexOf("    " + code.lines().toList().get(line - 1));
        String carets = told.get(shown + 1);
        assertEquals(marked, carets.indexOf('^') - 4 + "-" + (carets.length() - 5), all);
        assertEquals("Hint: " + hint, told.get(told.size() - 1), all);
    }
}
