package gradbook.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workload that is timed computes what its peers compute: losses from numpy and PyTorch. */
class MoonsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losses_are_those_of_the_peers(boolean fused) {
        Moons moons = new Moons(fused);
        for (int step = 1; step <= 12; step++) {
            double loss = moons.step();
            if (step == 8) assertEquals(0.281827245558529, loss, 1e-13);
            if (step == 12) assertEquals(0.201334918604839, loss, 1e-13);
        }
        if (!fused) assertEquals(65_818, moons.loss().forwardOrder().size());
    }
}
