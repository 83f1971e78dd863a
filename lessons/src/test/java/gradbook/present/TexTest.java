package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.Derivation;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class TexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x^2 + y_{12} | x² + y₁₂",
                "\\frac{\\partial f}{\\partial x} = -4 | ∂f/∂x = −4",
                "\\frac{a + b}{2} | (a + b)/2",
                "\\sigma(z) = \\frac{1}{1 + e^{-z}} | σ(z) = 1/(1 + e^(−z))",
                "a \\cdot b \\times c | a · b × c",
                "\\sqrt{x + 1} | √(x + 1)",
                "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix} | [1 2; 3 4]",
                "W^T x | Wᵀx",
                "\\text{a_b \\& c} | a_b & c",
                "\\log \\left( p \\right) | log(p)",
                "\\max(0, x) | max(0, x)",
                "\\unknown | \\unknown",
                "x} | x}",
            })
    void should_write_formulas_as_text(String latex, String text) {
        assertEquals(text, Tex.parse(latex).unicode());
    }

    @Test
    void should_write_mathml() {
        assertEquals(
                "<mfrac><mrow><mi>\u2202</mi><mi>f</mi></mrow><mrow><mi>\u2202</mi><mi>x</mi></mrow></mfrac>",
                Tex.parse("\\frac{\\partial f}{\\partial x}").mathml());
        assertEquals(
                "<msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup>",
                Tex.parse("x^2").mathml());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\\",
                "{",
                "}",
                "^",
                "_",
                "\\frac",
                "\\frac{1}",
                "\\begin{bmatrix} 1 &",
                "\\left(",
                "a & b \\\\ c",
                "\\text{<b>}",
                "x^{y^{z",
                "\\end{x}",
                "\\right)"
            })
    void should_take_any_text_and_stay_well_formed(String latex) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Tex.parse(latex).page(true))));
    }

    @Test
    void should_keep_the_spaces_between_words_and_formulas() {
        Tex sentence = Tex.parse("x\\text{ is used by }y");
        assertTrue(sentence.mathml().contains("<mtext>\u00a0is used by\u00a0</mtext>"), sentence.mathml());
        assertEquals("x is used by y", sentence.unicode());
    }

    @Test
    void should_know_every_command_that_the_engine_writes() {
        Value x = Value.of("x", 2), y = Value.of("y", 3);
        Value f = x.mul(y)
                .add(x.sin().div(y.exp()))
                .sub(x.pow(2).log())
                .add(x.sigmoid().max(y.tanh()).sqrt());
        f.backward();
        String all = Derivation.of(f).latex() + Matrix.random(9, 9, 1).toLatex();
        assertFalse(Tex.parse(all).unicode().contains("\\"), Tex.parse(all).unicode());
    }
}
