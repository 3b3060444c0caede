package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorValue;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.tag.TagValue;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.Sensor;
import io.steelyard.sim.script.Act;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.EventSpec;
import io.steelyard.sim.script.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every simulated device, asked as the gateway asks and read as the gateway reads. Devices and decoders were written from the same
 * documents by different hands: where both misread a page in the same way this shows nothing, in all other cases it does.
 */
class EveryDeviceTest {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A frame of a line without marks ends with a silence, which the gateway notices after this. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(Link.READ_WAIT_MILLIS);
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final BigDecimal BAG = new BigDecimal("7.35");

    @ParameterizedTest
    @EnumSource
    void what_lies_there_is_what_is_read(Kind kind) {
        var cast = Cast.ofOne(kind);
        var device = cast.device(kind.word());
        device.advance(0, new byte[0]);
        cast.perform(EventSpec.once(0, kind.word(), act(kind)), 0);

        var scale = ScaleDialect.named(kind.word());
        var sensor = SensorDialect.named(kind.word());
        var read = scale.isPresent()
                ? weights(heard(device, scale.get(), scale.get().newDecoder()))
                : sensor.isPresent()
                        ? measurements(heard(device, sensor.get(), sensor.get().newDecoder()))
                        : codes(heard(device, tag(kind), tag(kind).newDecoder()));

        assertTrue(!read.isEmpty(), "nothing was read");
        assertEquals(expected(kind), read.getLast());
        assertEquals(0, device.commandsThatChange());
        assertEquals(0, device.commandsUnknown());
    }

    private static TagDialect tag(Kind kind) {
        return TagDialect.named(kind.word()).orElseThrow();
    }

    private static <V> List<V> heard(Device device, Dialect dialect, Decoder<V> decoder) {
        var protocol = dialect.protocol();
        var values = new ArrayList<V>();
        long askDueNanos = 0;
        long heardNanos = 0;
        for (long now = STEP_NANOS; now < WATCHED_NANOS; now += STEP_NANOS) {
            byte[] question = {};
            if (protocol.question().isPresent() && now >= askDueNanos) {
                question = protocol.question().get().bytes();
                askDueNanos = now + protocol.askEvery().toNanos();
            }
            byte[] answer = device.advance(now, question);
            keep(decoder.feed(answer, answer.length), values);
            heardNanos = answer.length > 0 ? now : heardNanos;
            if (now - heardNanos >= SILENCE_NANOS) {
                keep(decoder.quiet(), values);
            }
        }
        return values;
    }

    private static <V> void keep(List<Decoded<V>> decoded, List<V> values) {
        for (var one : decoded) {
            if (one instanceof Decoded.Value<V>(V value, byte[] _)) {
                values.add(value);
            }
        }
    }

    private static List<String> weights(List<ScaleValue> values) {
        return values.stream().filter(ScaleValue.Reading.class::isInstance).map(ScaleValue.Reading.class::cast)
                .map(reading -> reading.value().stripTrailingZeros() + " "
                        + Optional.ofNullable(reading.unit()).map(Enum::name).orElse("KILOGRAM")
                        + (reading.capturable() ? "" : " not capturable"))
                .toList();
    }

    private static List<String> codes(List<TagValue> values) {
        return values.stream().filter(TagValue.TagRead.class::isInstance).map(TagValue.TagRead.class::cast)
                .map(tag -> tag.scheme() + " " + tag.code()).toList();
    }

    private static List<String> measurements(List<SensorValue> values) {
        return values.stream().filter(SensorValue.Measurement.class::isInstance)
                .map(SensorValue.Measurement.class::cast)
                .map(measured -> measured.inUnit() + " " + measured.quantity().unit()).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"A02YYUW", "SEN0592", "XY_MD02"})
    void a_sensor_that_is_blind_silent_or_damaged_measures_nothing(Kind kind) {
        for (var conduct : Sensor.Conduct.values()) {
            var device = (Sensor) Cast.ofOne(kind).device(kind.word());
            device.surround(305);
            device.behave(conduct);
            var dialect = SensorDialect.named(kind.word()).orElseThrow();
            var heard = heard(device, dialect, dialect.newDecoder());
            assertEquals(conduct == Sensor.Conduct.WELL, !measurements(heard).isEmpty(), conduct.toString());
            boolean says = conduct == Sensor.Conduct.BLIND && kind != Kind.XY_MD02;
            assertEquals(says, heard.stream().anyMatch(SensorValue.SensorStatus.class::isInstance), conduct.toString());
        }
    }

    private static Act act(Kind kind) {
        return switch (kind) {
            case A02YYUW, SEN0592 -> new Act.Measure(613);
            case XY_MD02 -> new Act.Measure(-205);
            case RDM6300, ID_12LA, EM_18 -> new Act.Present("0100A1B2C3");
            case WL_134, FDX_B -> new Act.Present("156000987654321");
            case PN532 -> new Act.Present("04A1B2C3");
            case R200, RCP, UHF_READER18, MERCURY -> new Act.Present("E28011700000020ABCDE1234");
            case SCANNER -> new Act.Scan("BAG-000042");
            default -> new Act.Place(BAG);
        };
    }

    private static String expected(Kind kind) {
        return switch (kind) {
            case A02YYUW, SEN0592 -> "613 mm";
            case XY_MD02 -> "-20.5 Cel";
            case RDM6300, ID_12LA, EM_18 -> "em4100 0100A1B2C3";
            case WL_134, FDX_B -> "iso11784 156000987654321";
            case PN532 -> "iso14443a 04A1B2C3";
            case R200, RCP, UHF_READER18, MERCURY -> "epc E28011700000020ABCDE1234";
            case SCANNER -> "text BAG-000042";
            default -> "7.35 KILOGRAM";
        };
    }
}
