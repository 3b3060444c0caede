package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.Hx711Address;
import io.steelyard.gateway.pin.IioAddress;
import io.steelyard.gateway.pin.Pin.Senses;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.pin.WiegandAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of {@code [[pin]]}, and devices on bare wires. */
class PinSettingsTest {
    private static final String SECOND_STATION = Samples.SHORTEST.substring(Samples.SHORTEST.indexOf("[[station]]"))
            .replace("bay-1", "bay-2").replace("usb-scale", "usb-other");
    private static final String CARDS = """
            [[station.reader]]
            name = "bay-1-card"
            dialect = "wiegand"
            reads = "household"
            link = "gpio:d0=5,d1=6"
            """;

    private static final String IO = """
            [io]
            dialect = "waveshare-io"
            link = "serial:/dev/ttyIO"
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void without_pins_nothing_is_wired() throws Exception {
        assertEquals(PinPlan.NONE, read(Samples.SHORTEST).pins());
    }

    @Test
    void a_pin_of_each_role_means_what_it_says() throws Exception {
        assertEquals(new PinPlan(GpioChip.MOCK, List.of(
                new Pin.Lamp("bay-1-green", 17, true, "bay-1", Pin.Shows.RECORDED),
                new Pin.Lamp("bay-1-red", 27, false, "bay-1", Pin.Shows.FAULT),
                new Pin.Buzzer("bay-1-buzzer", 22, true, "bay-1"),
                new Pin.Lock("bin-lock", 23, true, "", 300_000_000L),
                new Pin.Lock("bin-2-lock", 25, true, "bay-1", 500_000_000L),
                new Pin.Input("bin-lid", 0, false, "bay-1", Senses.LID),
                new Pin.Input("bin-smoke", 1, true, "", Senses.SMOKE),
                new Pin.Input("bin-tilt", 2, false, "", Senses.TILT),
                new Pin.Input("bin-box", 3, true, "", Senses.ENCLOSURE),
                new Pin.Input("bin-button", 4, true, "", Senses.BUTTON))),
                read(Samples.SHORTEST.replace("[uplink]", "gpio = \"mock\"\n[uplink]") + """
                        [[pin]]
                        name = "bay-1-green"
                        line = 17
                        role = "lamp"
                        shows = "recorded"
                        [[pin]]
                        name = "bay-1-red"
                        line = 27
                        role = "lamp"
                        shows = "fault"
                        active = "low"
                        station = "bay-1"
                        [[pin]]
                        name = "bay-1-buzzer"
                        line = 22
                        role = "buzzer"
                        active = "high"
                        [[pin]]
                        name = "bin-lock"
                        line = 23
                        role = "lock"
                        pulse = "300 ms"
                        [[pin]]
                        name = "bin-2-lock"
                        line = 25
                        role = "lock"
                        station = "bay-1"
                        [[pin]]
                        name = "bin-lid"
                        line = 0
                        role = "lid"
                        active = "low"
                        station = "bay-1"
                        [[pin]]
                        name = "bin-smoke"
                        line = 1
                        role = "smoke"
                        [[pin]]
                        name = "bin-tilt"
                        line = 2
                        role = "tilt"
                        active = "low"
                        [[pin]]
                        name = "bin-box"
                        line = 3
                        role = "enclosure"
                        [[pin]]
                        name = "bin-button"
                        line = 4
                        role = "button"
                        """).pins());
    }

    @Test
    void every_fault_of_the_pins_comes_out_together() {
        assertEquals(List.of("gateway.gpio = \"pi\": must be board or mock",
                "pin[1].name: is missing; give the pin's name, as in \"bay-1-green\"",
                "pin[1].line: is missing; give its GPIO number (BCM), as in 17",
                "pin[1].role: is missing; give what it does: lamp, buzzer, lock, lid, smoke, tilt, enclosure, button",
                "pin[2].name = \"Bay 1\": must be 1 to 63 lower-case letters, digits and hyphens",
                "pin[2].line = 28: must be a whole number from 0 to 27",
                "pin[2].active = \"yes\": must be high or low",
                "pin[2].role = \"light\": must be one of lamp, buzzer, lock, lid, smoke, tilt, enclosure, button",
                "pin[3].station = \"bay-9\": must be one of bay-1",
                "pin[3].shows: is missing; give when it is lit: ready, working, recorded, fault",
                "pin[3].pulse = \"1 s\": is not a setting; known here: active, line, name, role, shows, station",
                "pin[4].shows = \"green\": must be one of ready, working, recorded, fault",
                "pin[5].pulse = \"6 s\": must be a duration from 50 ms to 5 s, as in \"500 ms\", \"30 s\", \"20 min\"",
                "pin[5].shows = \"ready\": is not a setting; known here: active, line, name, pulse, role, station",
                "pin[6].station = \"bay-9\": must be one of bay-1",
                "pin[7].station = \"bay-1\": is not a setting; known here: active, line, name, role",
                "pin = (a table or list): the name bay-1-scale is used twice; every station, device and pin needs its own",
                "pin = (a table or list): the GPIO line 4 is used twice; every pin and wire needs its own"),
                faults(
                        Samples.SHORTEST.replace("[uplink]", "gpio = \"pi\"\n[uplink]") + """
                                [[pin]]
                                colour = "green"
                                [[pin]]
                                name = "Bay 1"
                                line = 28
                                active = "yes"
                                role = "light"
                                [[pin]]
                                name = "a"
                                line = 3
                                role = "lamp"
                                station = "bay-9"
                                pulse = "1 s"
                                [[pin]]
                                name = "bay-1-scale"
                                line = 4
                                role = "lamp"
                                shows = "green"
                                [[pin]]
                                name = "c"
                                line = 4
                                role = "lock"
                                pulse = "6 s"
                                shows = "ready"
                                [[pin]]
                                name = "d"
                                line = 6
                                role = "lid"
                                station = "bay-9"
                                [[pin]]
                                name = "e"
                                line = 7
                                role = "smoke"
                                station = "bay-1"
                                """));
    }

    @Test
    void with_several_stations_a_lamp_must_name_its_own() throws Exception {
        var lamp = """
                [[pin]]
                name = "green"
                line = 17
                role = "lamp"
                shows = "ready"
                """;
        assertEquals(List.of("pin[1].station: is missing; give whose state it shows: bay-1, bay-2"),
                faults(Samples.SHORTEST + SECOND_STATION + lamp));
        assertEquals(new Pin.Lamp("green", 17, true, "bay-2", Pin.Shows.READY),
                read(Samples.SHORTEST + SECOND_STATION + lamp + "station = \"bay-2\"").pins().pins().getFirst());
    }

    @Test
    void a_wiegand_reader_is_attached_to_two_lines_of_the_chip_in_use() throws Exception {
        assertEquals(new WiegandAddress(GpioChip.BOARD, 5, 6),
                read(Samples.SHORTEST + CARDS).stations().getFirst().readers().getFirst().link());
        assertEquals(new WiegandAddress(GpioChip.MOCK, 5, 6),
                read(Samples.SHORTEST.replace("[uplink]", "gpio = \"mock\"\n[uplink]") + CARDS).stations().getFirst()
                        .readers().getFirst().link());
    }

    @Test
    void an_hx711_is_clocked_on_two_lines_or_read_through_the_kernels_driver() throws Exception {
        var scale = Samples.SHORTEST.replace("toledo-continuous", "hx711");
        assertEquals(new Hx711Address(GpioChip.BOARD, 5, 6),
                read(scale.replace("serial:/dev/serial/by-id/usb-scale", "gpio:dout=5,sck=6")).stations().getFirst()
                        .scale().link());
        assertEquals(new IioAddress("iio:device0"),
                read(scale.replace("serial:/dev/serial/by-id/usb-scale", "iio:device0")).stations().getFirst().scale()
                        .link());
    }

    @Test
    void bare_wires_are_read_by_one_dialect_only() {
        assertEquals(List.of("station[1].reader[1].link = \"gpio:d0=5,d1=6\": delivers what the dialect wiegand reads;"
                + " write dialect = \"wiegand\" or name another link"),
                faults(Samples.SHORTEST + CARDS.replace("\"wiegand\"", "\"rdm6300\"")));
        assertEquals(List.of("station[1].scale.link = \"iio:device0\": delivers what the dialect hx711 reads;"
                + " write dialect = \"hx711\" or name another link"),
                faults(Samples.SHORTEST.replace("serial:/dev/serial/by-id/usb-scale", "iio:device0")));
    }

    @Test
    void a_line_is_one_wire_or_one_pin() {
        assertEquals(
                List.of("pin = (a table or list): the GPIO line 6 is used twice; every pin and wire needs its own"),
                faults(Samples.SHORTEST + CARDS + """
                        [[pin]]
                        name = "lid"
                        line = 6
                        role = "lid"
                        """));
        assertEquals(
                List.of("station = (a table or list): the GPIO line 5 is used twice; every pin and wire needs its own"),
                faults(Samples.SHORTEST + CARDS.replace("d1=6", "d1=5")));
    }

    @Test
    void with_an_io_board_lines_are_its_channels_and_pulses_are_rounded_up_to_its_clock() throws Exception {
        var config = read(Samples.SHORTEST + CARDS.replace("d1=6", "d1=0") + IO + """
                line = "19200 8E1"
                address = 7
                [[pin]]
                name = "paper-lock"
                line = 0
                role = "lock"
                pulse = "250 ms"
                [[pin]]
                name = "paper-lid"
                line = 0
                role = "lid"
                active = "low"
                """);
        assertEquals(new PinPlan(GpioChip.BOARD,
                Optional.of(
                        new BoardPlan(new SerialAddress("/dev/ttyIO", LineSettings.parse("19200 8E1").orElseThrow()),
                                7)),
                List.of(new Pin.Lock("paper-lock", 0, true, "", 300_000_000L),
                        new Pin.Input("paper-lid", 0, false, "", Senses.LID))),
                config.pins());
        assertEquals(
                Optional.of(new BoardPlan(new SerialAddress("/dev/ttyIO", LineSettings.USUAL), 1)),
                read(Samples.SHORTEST + IO).pins().board());
    }

    @Test
    void every_fault_of_an_io_board_comes_out_together() {
        assertEquals(List.of("io.dialect = \"adam\": must be waveshare-io",
                "io.address = 248: must be a whole number from 1 to 247",
                "io.colour = \"green\": is not a setting; known here: address, dialect, line, link",
                "pin[1].line: is missing; give the board's channel, 0 to 7, which is 0 for the first",
                "pin[2].line = 8: must be a whole number from 0 to 7",
                "pin[3].active = \"low\": must be high: an I/O board's outputs rest off, also when nobody lives to switch"
                        + " them; wire it so",
                "io = (a table or list): the link serial:/dev/serial/by-id/usb-scale is used twice;"
                        + " every station and device needs its own",
                "pin = (a table or list): the output channel 3 is used twice; every pin needs its own"),
                faults(Samples.SHORTEST + IO.replace("/dev/ttyIO", "/dev/serial/by-id/usb-scale")
                        .replace("waveshare-io", "adam") + """
                                address = 248
                                colour = "green"
                                [[pin]]
                                name = "a"
                                role = "lid"
                                [[pin]]
                                name = "b"
                                line = 8
                                role = "smoke"
                                [[pin]]
                                name = "c"
                                line = 3
                                role = "lock"
                                active = "low"
                                [[pin]]
                                name = "d"
                                line = 3
                                role = "buzzer"
                                """));
    }

    private GatewayConfig read(String text) throws Exception {
        return ConfigFile.read(file(text));
    }

    private List<String> faults(String text) {
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file(text)));
        var before = folder.resolve("gateway.toml") + ": ";
        return String.valueOf(refused.getMessage()).lines().map(fault -> fault.substring(before.length())).toList();
    }

    private Path file(String text) throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        return Files.writeString(folder.resolve("gateway.toml"), text);
    }
}
