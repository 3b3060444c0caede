package io.steelyard.gateway.field;

import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.config.ScaleChecks;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.CalibrationData;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.station.Tokens;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What came of a scale's check, written down; passed or not. */
record CheckFact(GatewayConfig config, GatewayConfig.Station station, Answers answers, Time time) {
    long record(Trial trial, CheckResult result) throws JournalException, IOException {
        int days = Integer.parseInt(answers.text("valid-days"));
        var until = LocalDate.ofInstant(time.wall(), ZoneOffset.UTC).plusDays(days);
        var scale = station.scale();
        var data = new CalibrationData(scale.name(), station.name(), scale.serial(), station.rules().unit(), result,
                by(), days, until);
        long seq = trial.record(config, new Draft(FactType.DEVICE, time.monotonicNanos(), data));
        if (result.passed()) {
            ScaleChecks.read(config.data()).with(config.data(), scale.name(), until);
        }
        return seq;
    }

    private String by() throws JournalException {
        try (var folder = DataFolder.lock(config.data())) {
            return new Tokens(folder.tokenKey()).of(answers.text("checked-by"));
        }
    }
}
