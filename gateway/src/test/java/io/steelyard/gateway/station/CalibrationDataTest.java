package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.calibration.AccuracyClass;
import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.calibration.Instrument;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.scale.WeightUnit;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The golden content of a scale's check, passed and failed; {@code -Dgolden.write=true} writes it anew. */
final class CalibrationDataTest {
    private static final Path GOLDEN = Contract.FOLDER.resolve("golden").resolve("calibrated.jsonl");

    @Test
    void a_check_is_written_as_the_contract_shows_it() throws Exception {
        var written = written("20.00", "20.01", "20.00") + "\n" + written("20.03", "20.03", "20.00") + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, written);
        }
        assertEquals(Files.readString(GOLDEN), written);
        for (var line : written.lines().toList()) {
            Contract.assertFits("device", line.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String written(String... readings) {
        var zero = new BigDecimal("0.00");
        var result = new CheckResult(
                new Instrument(new BigDecimal("0.01"), new BigDecimal("60.00"), AccuracyClass.III),
                new BigDecimal("20.000"), List.of(zero, zero, zero), Stream.of(readings).map(BigDecimal::new).toList());
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            new CalibrationData("bay-1-scale", "bay-1", Optional.of("A9-20231107-0815"), WeightUnit.KILOGRAM, result,
                    new Tokens(new byte[32]).of("wang"), 365, LocalDate.of(2027, 11, 21)).writeTo(json);
            json.writeEndObject();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
