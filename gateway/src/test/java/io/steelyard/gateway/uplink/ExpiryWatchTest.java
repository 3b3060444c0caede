package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.ModelTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryWatchTest {
    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final String REMEDY = "; put a renewed one there, no restart is needed";

    @TempDir
    private Path folder = Path.of("");
    private final ModelTime calendar = new ModelTime();
    private final List<String> said = new ArrayList<>();
    private TlsFiles files = TlsFiles.NONE;
    private Instant end = Instant.MAX;
    private Optional<X509Certificate> brokers = Optional.empty();

    @BeforeEach
    void certificates() throws Exception {
        var bench = new TlsBench(folder);
        files = bench.files("ca", "gateway");
        end = files.readCertificate().orElseThrow().getNotAfter().toInstant();
        brokers = new TlsFiles(Optional.empty(), Optional.of(bench.identity("broker"))).readCertificate();
    }

    @Test
    void a_certificate_is_spoken_of_in_its_last_thirty_days_and_once_a_day() {
        var watch = watch();
        calendar.corrected(end.minus(Duration.ofDays(30)).minusSeconds(1));
        watch.look(0, Optional.empty());
        assertEquals(List.of(), said);

        calendar.corrected(end.minus(Duration.ofDays(29)));
        watch.look(DAY - 1, Optional.empty());
        assertEquals(List.of(), said);
        watch.look(DAY, Optional.empty());
        watch.look(DAY + 1, Optional.empty());
        assertEquals(List.of("this gateway's certificate " + folder.resolve("gateway.crt")
                + " runs out on 2120-01-02, in 29 days" + REMEDY), said);
    }

    @Test
    void one_that_ran_out_is_named() {
        calendar.corrected(end.plusSeconds(1));
        watch().look(0, Optional.empty());
        assertEquals(List.of("this gateway's certificate " + folder.resolve("gateway.crt") + " ran out on 2120-01-02"
                + REMEDY), said);
    }

    @Test
    void the_brokers_is_spoken_of_when_it_was_seen_and_once_a_day() {
        files = TlsFiles.NONE;
        var watch = watch();
        calendar.corrected(end.minus(Duration.ofDays(3)).minusSeconds(3600));
        watch.look(0, Optional.empty());
        assertEquals(List.of(), said);
        watch.look(1, brokers);
        watch.look(DAY, brokers);
        assertEquals(1, said.size());
        watch.look(DAY + 1, brokers);
        assertEquals(2, said.size());
        assertEquals("the broker's certificate CN=broker runs out on 2120-01-02, in 3 days; it must be renewed at the "
                + "broker", said.getFirst());
    }

    @Test
    void a_file_that_went_missing_is_named_once_a_day() throws Exception {
        Files.delete(folder.resolve("gateway.crt"));
        var watch = watch();
        watch.look(0, Optional.empty());
        watch.look(1, Optional.empty());
        assertEquals(List.of(folder.resolve("gateway.crt") + " is not there; copy it there"), said);
    }

    @Test
    void a_calendar_that_nobody_vouches_for_says_nothing_about_certificates() {
        calendar.untrusted();
        calendar.corrected(end.plusSeconds(1));
        watch().look(0, brokers);
        assertEquals(List.of(), said);
    }

    private ExpiryWatch watch() {
        var today = new Today(calendar, new CalendarFloor(folder, Instant.parse("2026-11-01T00:00:00Z")));
        return new ExpiryWatch(files, today, said::add);
    }
}
