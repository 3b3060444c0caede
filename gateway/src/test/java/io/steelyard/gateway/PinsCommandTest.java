package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.steelyard.gateway.pin.MockChip;
import io.steelyard.sim.platform.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a technician is told about the pins. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PinsCommandTest {
    private static final String PINS = """
            [[pin]]
            name = "bin-lock"
            line = 2
            role = "lock"
            pulse = "50 ms"
            [[pin]]
            name = "bin-lid"
            line = 3
            role = "lid"
            active = "low"
            """;
    private static final String HELD = "bin-lock: lock on GPIO 2, held\nbin-lid: lid on GPIO 3, held\nbin-lid: closed\n";

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void every_line_is_given_back() {
        assertTrue(MockChip.idle());
    }

    @Test
    void the_pins_and_how_the_lids_stand_are_told() throws IOException {
        assertEquals(new Cli(0, HELD, ""), Cli.run("pins", "--config", write("mock", PINS)));
    }

    @Test
    void a_lock_is_opened_for_a_moment() throws IOException {
        assertEquals(new Cli(0, HELD + "bin-lock: was active, rests again\n", ""),
                Cli.run("pins", "--config", write("mock", PINS), "--pulse", "bin-lock"));
    }

    @Test
    void only_an_output_can_be_made_active() throws IOException {
        var file = write("mock", PINS);
        assertEquals(
                new Cli(2, "", "pulse bin-lid: is no output (lamp, buzzer, lock) of " + file + "; it has bin-lock\n"),
                Cli.run("pins", "--config", file, "--pulse", "bin-lid"));
    }

    @Test
    void a_configuration_without_pins_is_wrong_use() throws IOException {
        var file = write("mock", "");
        assertEquals(
                new Cli(2, "", file + ": has no [[pin]]; add one for each lamp, buzzer, lock and input\n"),
                Cli.run("pins", "--config", file));
    }

    @Test
    void a_machine_without_gpio_cannot_run_and_says_so_in_one_line() throws IOException {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "a board would be switched");
        var expected = new Cli(3, "", "open the board's GPIO: there is none (no /dev/gpiochip*); run on a Raspberry Pi,"
                + " or write gpio = \"mock\" under [gateway] to go without\n");
        var file = write("board", PINS);
        assertEquals(expected, Cli.run("pins", "--config", file));
        assertEquals(expected, Cli.run("pins", "--config", file, "--watch"));
    }

    private Path write(String gpio, String pins) throws IOException {
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        return Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "hz-yuhang-0042"
                city = "hangzhou"
                data = "data"
                gpio = "%s"
                [uplink]
                broker = "tcp://127.0.0.1:1883"
                platform_key = "platform.pub"
                [[station]]
                name = "bay-1"
                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "serial:/dev/ttyUSB0"
                unit = "kg"
                division = "0.01"
                max = "60.00"
                """.formatted(gpio) + pins);
    }
}
