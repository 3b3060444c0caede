package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault: its path, its value, its remedy, and no fault more. */
class ConfigFaultsTest {
    private static final String AGES = "must be a duration from \"1 h\" to \"10000 days\", as in \"400 days\"";
    private static final String SIZES = "must be a size from \"1 MB\" to \"999 GB\", as in \"200 MB\"";
    private static final String NAMES = "must be 1 to 63 lower-case letters, digits and hyphens";
    private static final String MATERIALS = "is not a material code; use U, R, H1 to H7 or a GGSS code as 0103";
    private static final String SCALES = "yaohua-continuous-0, yaohua-equals-forward, yaohua-equals-reversed, yaohua-a12e,"
            + " yaohua-command, toledo-continuous, toledo-continuous-17, mt-sics, kern-kcp,"
            + " and-standard, and-indicator, cas-22, cas-10, dini-argeo, sma, nci-ecr, toledo-8217, sartorius-sbi,"
            + " ohaus-3000, ohaus-balance, rice-lake-condec, radwag, modbus-rtu, hx711";
    private static final String READERS = "rdm6300, id-12la, em-18, wl-134, fdx-b, pn532, r200, rcp,"
            + " uhf-reader18, mercury, wiegand, scanner";
    private static final String EXAMPLES = ", as in \"500 ms\", \"30 s\", \"20 min\"";
    private static final String LINKS = "must be serial:/dev/…, serial:usb:1-1.2 or tcp://host:port, or on GPIO"
            + " gpio:d0=5,d1=6 (Wiegand), gpio:dout=5,sck=6 or iio:device0 (HX711)";
    private static final String DECIMALS = "must be a decimal in quotes, as in \"0.01\"";
    private static final String DIVISIONS = "must be 1, 2 or 5 times a power of ten in quotes, as in \"0.01\"; it stands"
            + " on the scale's plate";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void platformKey() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        Files.writeString(folder.resolve("tariff.toml"), Samples.TARIFF);
        Files.writeString(folder.resolve("private.pem"), Samples.PLATFORM_KEY.replace("PUBLIC", "PRIVATE"));
    }

    /** A line of the longest sample, what stands there instead, the one fault. */
    static Stream<Arguments> single() {
        return Stream.of(
                fault("id = \"hz-yuhang-0042\"", "", "gateway.id: is missing; give this gateway's name, as in"
                        + " \"hz-yuhang-0042\""),
                fault("id = \"hz-yuhang-0042\"", "id = \"HZ\"", "gateway.id = \"HZ\": " + NAMES),
                fault("id = \"hz-yuhang-0042\"", "id = \"a/b\"", "gateway.id = \"a/b\": " + NAMES),
                fault("id = \"hz-yuhang-0042\"", "id = \"-a\"", "gateway.id = \"-a\": " + NAMES),
                fault("id = \"hz-yuhang-0042\"", "id = 42", "gateway.id = 42: must be a text in quotes"),
                fault("id = \"hz-yuhang-0042\"", "id = \"" + "a".repeat(64) + "\"",
                        "gateway.id = \"" + "a".repeat(64) + "\": " + NAMES),
                fault("city = \"hangzhou\"", "city = \"hang zhou\"", "gateway.city = \"hang zhou\": " + NAMES),
                fault("data = \"/var/lib/steelyard\"", "", "gateway.data: is missing; give the folder that this gateway"
                        + " owns"),
                fault("data = \"/var/lib/steelyard\"", "data = 1", "gateway.data = 1: must be a text in quotes"),
                fault("data = \"/var/lib/steelyard\"", "data = \"\"", "gateway.data = \"\": must be a path"),
                fault("data = \"/var/lib/steelyard\"", "data = \"a\\u0000b\"",
                        "gateway.data = \"a\u0000b\": must be a path"),
                fault("data = \"/var/lib/steelyard\"", "data = \"/var/lib/steelyard\"\nspool = 1",
                        "gateway.spool = 1: is not a setting; known here: city, data, gpio, id, keep, keep_size, reserve"),
                fault("reserve = \"1 GB\"", "reserve = \"0 MB\"", "gateway.reserve = \"0 MB\": " + SIZES),
                fault("reserve = \"1 GB\"", "reserve = \"1 TB\"", "gateway.reserve = \"1 TB\": " + SIZES),
                fault("keep_size = \"500 MB\"", "keep_size = \"500\"", "gateway.keep_size = \"500\": " + SIZES),
                fault("keep = \"31 days\"", "keep = \"59 min\"", "gateway.keep = \"59 min\": " + AGES),
                fault("keep = \"31 days\"", "keep = \"10001 days\"", "gateway.keep = \"10001 days\": " + AGES),
                fault("keep = \"31 days\"", "keep = 31", "gateway.keep = 31: must be a text in quotes"),
                fault("tcp://broker.example:1883", "mqtt://broker.example",
                        "uplink.broker = \"mqtt://broker.example\": must be tcp://host:port, or ssl://host:port for TLS"),
                fault("tcp://broker.example:1883", "tcp://broker.example:65536",
                        "uplink.broker = \"tcp://broker.example:65536\": must be tcp://host:port, or ssl://host:port for TLS"),
                fault("tcp://broker.example:1883", "tcp://broker.example:0",
                        "uplink.broker = \"tcp://broker.example:0\": must be tcp://host:port, or ssl://host:port for TLS"),
                fault("\"platform.pem\"", "\"other.pem\"",
                        "uplink.platform_key = \"other.pem\": cannot be read; put the"
                                + " platform's public key there (Ed25519, PEM)"),
                fault("\"platform.pem\"", "\"private.pem\"", "uplink.platform_key = \"private.pem\": holds no Ed25519"
                        + " public key; ask the platform's operator for its PEM file"),
                fault("\"platform.pem\"", "7", "uplink.platform_key = 7: must be a text in quotes"),
                fault("platform_key = \"platform.pem\"", "", "uplink.platform_key: is missing; give the file with the"
                        + " platform's public key (Ed25519, PEM)"),
                fault("keep_alive = \"1 h\"", "keep_alive = \"4 s\"",
                        "uplink.keep_alive = \"4 s\": must be a duration from 5 s to 64800 s" + EXAMPLES),
                fault("keep_alive = \"1 h\"", "keep_alive = 60", "uplink.keep_alive = 60: must be a text in quotes"),
                fault("ack = \"broker\"", "ack = \"nobody\"", "uplink.ack = \"nobody\": must be platform or broker"),
                fault("window = 64", "window = 0", "uplink.window = 0: must be a whole number from 1 to 1024"),
                fault("window = 64", "window = 1.5", "uplink.window = 1.5: must be a whole number from 1 to 1024"),
                fault("window = 64", "window = \"32\"",
                        "uplink.window = \"32\": must be a whole number from 1 to 1024"),
                fault("acknowledge_within = \"30 s\"", "acknowledge_within = \"30\"",
                        "uplink.acknowledge_within = \"30\": must be a duration from 1 s to 3600 s" + EXAMPLES),
                fault("window = 64", "windw = 64",
                        "uplink.windw = 64: is not a setting; known here: ack, acknowledge_within,"
                                + " broker, keep_alive, platform_key, tls, window"),
                fault("tariff = \"tariff.toml\"", "tariff = \"gone.toml\"", "catalog.tariff = \"gone.toml\": cannot be"
                        + " read; put the document there or name an existing file"),
                fault("tariff = \"tariff.toml\"", "tariff = \"\"", "catalog.tariff = \"\": must be a path"),
                fault("tariff = \"tariff.toml\"", "tariff = 7", "catalog.tariff = 7: must be a text in quotes"),
                fault("tariff = \"tariff.toml\"", "prices = \"tariff.toml\"", "catalog.prices = \"tariff.toml\": is not"
                        + " a setting; known here: factors, materials, tariff"),
                fault("name = \"bay-1\"", "name = \"Bay 1\"", "station[1].name = \"Bay 1\": " + NAMES),
                fault("name = \"bay-1\"", "", "station[1].name: is missing; give the station's name, as in \"bay-1\""),
                fault("material = \"0103\"", "material = \"0199\"", "station[1].material = \"0199\": " + MATERIALS),
                fault("[\"bag\", \"household\"]", "[\"bags\", \"household\"]",
                        "station[1].needs = (a table or list): must list codes among bag, household, order"),
                fault("[\"bag\", \"household\"]", "\"bag\"",
                        "station[1].needs = \"bag\": must list codes among bag, household, order"),
                fault("[\"bag\", \"household\"]", "[\"bag\", \"order\"]",
                        "station[1].needs = (a table or list): demands"
                                + " order codes, but no [[station.reader]] reads them"),
                fault("code_wait = \"2 min\"", "code_wait = \"2 h\"",
                        "station[1].code_wait = \"2 h\": must be a duration from 1 s to 3600 s" + EXAMPLES),
                fault("code_keep = \"60s\"", "code_keep = \"60 sec\"",
                        "station[1].code_keep = \"60 sec\": must be a duration from 1 s to 3600 s" + EXAMPLES),
                fault("commit = \"confirm\"", "commit = \"ask\"",
                        "station[1].commit = \"ask\": must be \"auto\", recorded once it is steady, or \"confirm\","
                                + " when the clerk has confirmed at the kiosk"),
                fault("code_keep = \"60s\"", "code_kept = \"60s\"", "station[1].code_kept = \"60s\": is not a setting;"
                        + " known here: code_keep, code_wait, commit, manual, material, name, needs, reader, scale"),
                fault("dialect = \"mt-sics\"\n", "",
                        "station[1].scale.dialect: is missing; give its protocol: " + SCALES,
                        "station[1].scale.poll = \"250 ms\": is not a setting; known here: dialect, division, line, link,"
                                + " max, min, name, serial, settle, settle_readings, settle_wait, silence, unit"),
                fault("dialect = \"mt-sics\"", "dialect = \"MT-SICS\"",
                        "station[1].scale.dialect = \"MT-SICS\": is not a scale dialect; known: " + SCALES,
                        "station[1].scale.poll = \"250 ms\": is not a setting; known here: dialect, division, line, link,"
                                + " max, min, name, serial, settle, settle_readings, settle_wait, silence, unit"),
                fault("link = \"tcp://10.0.0.7:4001\"", "", "station[1].scale.link: is missing; give where it is"
                        + " attached, as \"serial:/dev/serial/by-id/…\" or \"tcp://10.0.0.7:4001\""),
                fault("tcp://10.0.0.7:4001", "COM1", "station[1].scale.link = \"COM1\": " + LINKS),
                fault("tcp://10.0.0.7:4001", "tcp://10.0.0.7:65536",
                        "station[1].scale.link = \"tcp://10.0.0.7:65536\": " + LINKS),
                fault("tcp://10.0.0.7:4001", "tcp://10.0.0.7:0",
                        "station[1].scale.link = \"tcp://10.0.0.7:0\": " + LINKS),
                fault("serial = \"SN-7\"", "serial = 7", "station[1].scale.serial = 7: must be a text in quotes"),
                fault("unit = \"g\"", "unit = \"jin\"", "station[1].scale.unit = \"jin\": must be kg, g, lb or t"),
                fault("unit = \"g\"", "",
                        "station[1].scale.unit: is missing; give the unit that the scale shows: kg, g, lb"
                                + " or t"),
                fault("division = \"5\"", "division = \"3\"", "station[1].scale.division = \"3\": " + DIVISIONS),
                fault("division = \"5\"", "division = \"0\"", "station[1].scale.division = \"0\": " + DIVISIONS),
                fault("division = \"5\"", "division = \"-5\"", "station[1].scale.division = \"-5\": " + DIVISIONS),
                fault("division = \"5\"", "division = 5", "station[1].scale.division = 5: must be a text in quotes"),
                fault("division = \"5\"", "", "station[1].scale.division: is missing; give the scale's step d, from its"
                        + " plate"),
                fault("min = \"50\"", "min = \"a\"", "station[1].scale.min = \"a\": " + DECIMALS),
                fault("min = \"50\"", "min = \"0\"", "station[1].scale.min = \"0\": must be above zero"),
                fault("min = \"50\"", "min = \"-50\"", "station[1].scale.min = \"-50\": must be above zero"),
                fault("max = \"15000\"", "max = \"50\"",
                        "station[1].scale.max = \"50\": must be above the least capturable load, 50"),
                fault("max = \"15000\"", "max = \"1e4\"", "station[1].scale.max = \"1e4\": " + DECIMALS),
                fault("max = \"15000\"", "",
                        "station[1].scale.max: is missing; give the scale's maximum, from its plate"),
                fault("settle_readings = 8", "settle_readings = 2",
                        "station[1].scale.settle_readings = 2: must be a whole number from 3 to 1000"),
                fault("settle = \"500 ms\"", "settle = \"100 ms\"",
                        "station[1].scale.settle = \"100 ms\": must be a duration from 200 ms to 60 s" + EXAMPLES),
                fault("silence = \"5 s\"", "silence = \"61 s\"",
                        "station[1].scale.silence = \"61 s\": must be a duration from 1 s to 60 s" + EXAMPLES),
                fault("settle_wait = \"20 s\"", "settle_wait = true",
                        "station[1].scale.settle_wait = true: must be a text in quotes"),
                fault("poll = \"250 ms\"", "poll = \"49 ms\"",
                        "station[1].scale.poll = \"49 ms\": must be a duration from 50 ms to 60 s" + EXAMPLES),
                fault("line = \"115200 7E2\"", "line = \"8N1\"",
                        "station[1].reader[1].line = \"8N1\": must be line settings as \"9600 8N1\""),
                fault("reads = \"bag\"", "reads = \"bags\"",
                        "station[1].reader[1].reads = \"bags\": must be one of bag, household, order, operator"),
                fault("reads = \"bag\"", "reads = \"operator\"",
                        "station[1].needs = (a table or list): demands bag codes, but no [[station.reader]] reads them",
                        "kiosk: a reader reads = \"operator\", but nobody is known by a badge: name the file of who may"
                                + " sign in with operators"),
                fault("pattern = \"BAG-[0-9]{6}\"", "pattern = \"BAG-[\"",
                        "station[1].reader[1].pattern = \"BAG-[\": is"
                                + " not a regular expression; it says what this site's codes look like, as \"BAG-[0-9]{6}\""),
                fault("pattern = \"BAG-[0-9]{6}\"", "poll = \"1 s\"", "station[1].reader[1].poll = \"1 s\": is not a"
                        + " setting; known here: charset, dialect, gs1, line, link, name, pattern, prefix, reads, terminator"),
                fault("dialect = \"rdm6300\"", "dialect = \"rdm\"",
                        "station[1].reader[2].dialect = \"rdm\": is not a reader dialect; known: " + READERS),
                fault("name = \"bay-1-card\"", "name = \"bay-1-qr\"",
                        "station = (a table or list): the name bay-1-qr is used twice; every station, device and pin needs its own"),
                fault("name = \"bay-1-card\"", "name = \"bay-1\"",
                        "station = (a table or list): the name bay-1 is used twice; every station, device and pin needs its own"),
                fault("link = \"serial:/dev/ttyUSB2\"", "link = \"serial:/dev/ttyUSB1\"\nline = \"115200 7E2\"",
                        "station = (a table or list): the link serial:/dev/ttyUSB1 is used twice; every station and device needs its own"));
    }

    private static Arguments fault(String line, String instead, String... faults) {
        return Arguments.of(line, instead, List.of(faults));
    }

    @ParameterizedTest
    @MethodSource("single")
    void a_fault_gives_its_path_its_value_and_its_remedy_and_no_other_fault(String line, String instead,
            List<String> faults) throws IOException {
        assertEquals(1, Samples.LONGEST.split(Pattern.quote(line), -1).length - 1, line + " stands once");

        assertEquals(faults, faults(Samples.LONGEST.replace(line, instead)));
    }

    @Test
    void all_faults_of_a_file_come_out_together() throws IOException {
        var expected = """
                gateway.id = "Hangzhou": %1$s
                gateway.data: is missing; give the folder that this gateway owns
                gateway.log = "debug": is not a setting; known here: city, data, gpio, id, keep, keep_size, reserve
                uplink.broker = "broker.example": must be tcp://host:port, or ssl://host:port for TLS
                uplink.platform_key = "nowhere.pem": cannot be read; put the platform's public key there (Ed25519, PEM)
                uplink.window = 5000: must be a whole number from 1 to 1024
                catalog.tariff = "nowhere.toml": cannot be read; put the document there or name an existing file
                station[1].name: is missing; give the station's name, as in "bay-1"
                station[1].material = "paper": %2$s
                station[1].scale.unit = "stone": must be kg, g, lb or t
                station[1].scale.division = 0.01: must be a text in quotes
                station[1].scale.max: is missing; give the scale's maximum, from its plate
                station[1].scale.settle = "1": must be a duration from 200 ms to 60 s%3$s
                station[1].scale.name: is missing; give the scale's name, as in "bay-1-scale"
                station[1].scale.link: is missing; give where it is attached, as "serial:/dev/serial/by-id/…" or \
                "tcp://10.0.0.7:4001"
                station[1].scale.divison = "0.01": is not a setting; known here: dialect, division, line, link, max, min, \
                name, serial, settle, settle_readings, settle_wait, silence, unit
                station[1].reader[1].name: is missing; give the reader's name, as in "bay-1-qr"
                station[1].reader[1].reads = "barcode": must be one of bag, household, order, operator
                station[1].reader[1].link: is missing; give where it is attached, as "serial:/dev/serial/by-id/…" or \
                "tcp://10.0.0.7:4001"
                kiosk.port = 80: is not a setting; known here: hosts, listen, operators, scraper_token, tls, viewers
                """
                .formatted(NAMES, MATERIALS, EXAMPLES);

        var found = faults("""
                [gateway]
                id = "Hangzhou"
                city = "hangzhou"
                log = "debug"
                [uplink]
                broker = "broker.example"
                platform_key = "nowhere.pem"
                window = 5000
                [catalog]
                tariff = "nowhere.toml"
                [kiosk]
                port = 80
                [[station]]
                material = "paper"
                needs = ["bag"]
                [station.scale]
                dialect = "toledo-continuous"
                unit = "stone"
                division = 0.01
                divison = "0.01"
                settle = "1"
                [[station.reader]]
                dialect = "scanner"
                reads = "barcode"
                """);

        assertEquals(expected, String.join("\n", found) + "\n");
    }

    @Test
    void an_empty_file_lists_what_is_needed() throws IOException {
        assertEquals(List.of("gateway.id", "gateway.city", "gateway.data", "uplink.broker", "uplink.platform_key",
                "station"), faults("").stream().map(fault -> fault.split(":")[0]).toList());
    }

    @Test
    void stations_that_are_no_list_of_tables_are_one_fault() throws IOException {
        var gateway = Samples.SHORTEST.substring(0, Samples.SHORTEST.indexOf("[[station]]"));

        assertEquals(List.of("station = (a table or list): must be tables, [[station]]"),
                faults(gateway + "[station]\nname = \"bay-1\"\n"));
        assertEquals(List.of("station = (a table or list): must be tables, [[station]]"),
                faults("station = []\n" + gateway));
        assertEquals(List.of("station = \"bay-1\": must be tables, [[station]]"),
                faults("station = \"bay-1\"\n" + gateway));
        assertEquals(List.of("station: is missing; describe at least one weighing point with [[station]], or a [bin]"),
                faults(gateway));
    }

    @Test
    void a_section_that_is_no_table_is_a_fault() throws IOException {
        var found = faults("uplink = 7\n" + Samples.SHORTEST.replaceFirst("(?s)\\[uplink].*?\n\n", ""));

        assertEquals("uplink = 7: must be a table, [uplink]", found.getFirst());
    }

    @Test
    void a_station_without_a_scale_is_a_fault() throws IOException {
        var found = faults(Samples.SHORTEST.substring(0, Samples.SHORTEST.indexOf("[station.scale]")));

        assertEquals("station[1].scale: is missing; describe the scale with [station.scale]", found.getFirst());
    }

    @Test
    void the_second_of_two_stations_is_numbered_two() throws IOException {
        var second = Samples.SHORTEST.substring(Samples.SHORTEST.indexOf("[[station]]"))
                .replace("bay-1", "bay-2").replace("usb-scale", "usb-other").replace("\"kg\"", "\"st\"");

        assertEquals(List.of("station[2].scale.unit = \"st\": must be kg, g, lb or t"),
                faults(Samples.SHORTEST + "\n" + second));
    }

    @Test
    void a_syntax_error_names_its_line_and_column() throws IOException {
        var found = faults("[gateway]\nid = \"a\"\ncity = hangzhou\n");

        assertTrue(found.getFirst().startsWith("line 3, column 8: "), found::toString);
    }

    @Test
    void of_what_is_no_toml_the_first_faults_are_told_and_the_others_counted() throws IOException {
        var found = faults("no toml\n".repeat(100));

        assertEquals(6, found.size(), found::toString);
        assertEquals("the rest: 95 more like these; mend the first ones, or name a TOML file", found.getLast());
    }

    @Test
    void a_key_written_twice_names_its_line() throws IOException {
        var found = faults("[gateway]\nid = \"a\"\nid = \"b\"\n");

        assertTrue(found.getFirst().startsWith("line 3, column 1: "), found::toString);
    }

    @Test
    void bytes_that_are_no_text_are_a_fault_and_no_exception() throws IOException {
        var file = folder.resolve("gateway.toml");
        Files.write(file, new byte[]{'[', (byte) 0xFF, 0, (byte) 0xC3, '\n'});
        assertThrows(ConfigException.class, () -> ConfigFile.read(file));
    }

    /** The faults, each without the file's name before it. */
    private List<String> faults(String text) throws IOException {
        var file = folder.resolve("gateway.toml");
        Files.writeString(file, text);
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
        return String.valueOf(refused.getMessage()).lines().map(line -> {
            assertTrue(line.startsWith(file + ": "), line);
            return line.substring((file + ": ").length());
        }).toList();
    }
}
