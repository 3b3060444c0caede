package io.steelyard.gateway.config;

import io.steelyard.gateway.kiosk.KioskPlan;
import io.steelyard.gateway.kiosk.KioskPlan.Listen;
import io.steelyard.gateway.kiosk.Operator;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code [kiosk]} and the file of operators that it names. */
final class KioskSection {
    private static final Pattern LISTEN = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,39}]):(\\d{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]{1,253}|\\[[0-9a-f:]{2,39}]");
    private static final Pattern EVERYWHERE = Pattern.compile("0\\.0\\.0\\.0|\\[::]");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32,256}");
    private static final Listen USUAL = new Listen("127.0.0.1", 8480, true);
    private static final int PORT_MAX = 65_535;
    private static final int VIEWERS_MAX = 64;

    private final Section kiosk;
    private final Path base;
    private final List<ConfigException> refused;

    /**
     * @param base where relative paths start
     * @param refused takes what is wrong with the file of operators
     */
    KioskSection(Section kiosk, Path base, List<ConfigException> refused) {
        this.kiosk = kiosk;
        this.base = base;
        this.refused = refused;
    }

    KioskPlan read() {
        var listen = kiosk.parsedOr("listen", Optional.of(USUAL), KioskSection::listen,
                "must be an address with a port, as in \"127.0.0.1:8480\", or off");
        int viewers = kiosk.numberOr("viewers", KioskPlan.VIEWERS_USUAL, 1, VIEWERS_MAX);
        var named = kiosk.setOf("hosts", text -> Optional.of(text).filter(HOST.asMatchPredicate()),
                "must list the names by which browsers reach the gateway, in lower case and without a port");
        var tls = kiosk.has("tls")
                ? Optional.of(new TlsSection(kiosk.section("tls"), base).readServing())
                : Optional.<TlsFiles>empty();
        var operators = operators();
        listen.filter(address -> !address.loopback()).ifPresent(address -> {
            demand("tls", tls.isPresent(), "then others could read PINs on the way: give [kiosk.tls] its certificate "
                    + "and key");
            demand("operators", kiosk.has("operators"), "then everybody who reaches it could look on: name the file of "
                    + "who may sign in");
            demand("hosts", !named.isEmpty() || !EVERYWHERE.matcher(address.host()).matches(),
                    "then it must list the names by which browsers reach the gateway");
        });
        var scraper = scraper();
        kiosk.finish();
        var hosts = new ArrayList<>(named);
        listen.ifPresent(address -> hosts.add(address.host().toLowerCase(Locale.ROOT)));
        return new KioskPlan(listen, hosts, viewers, operators, tls, scraper);
    }

    private void demand(String key, boolean given, String why) {
        if (!given) {
            kiosk.fault(key, "is missing, and [kiosk] listen is not this machine's loopback; " + why
                    + ", or listen on 127.0.0.1");
        }
    }

    private static Optional<Optional<Listen>> listen(String text) {
        if (text.equals("off")) {
            return Optional.of(Optional.empty());
        }
        var written = LISTEN.matcher(text);
        if (!written.matches() || Integer.parseInt(written.group(2)) > PORT_MAX) {
            return Optional.empty();
        }
        var host = written.group(1);
        return Optional.of(Optional.of(
                new Listen(host, Integer.parseInt(written.group(2)), LOOPBACK.matcher(host).matches())));
    }

    private Optional<String> scraper() {
        var file = path("scraper_token");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var token = Files.readString(file.get(), StandardCharsets.US_ASCII).strip();
            if (TOKEN.matcher(token).matches()) {
                return Optional.of(token);
            }
            kiosk.fault("scraper_token",
                    "must name a file with one token of 32 to 256 letters and digits; make it with: "
                            + "openssl rand -hex 32 > " + file.get());
        } catch (IOException unreadable) {
            kiosk.fault("scraper_token", "cannot be read; make it with: openssl rand -hex 32 > " + file.get());
        }
        return Optional.empty();
    }

    private Optional<Path> path(String key) {
        return kiosk.parsedOr(key, Optional.<Path>empty(), text -> Section.resolved(text, base).map(Optional::of),
                "must be a path");
    }

    private List<Operator> operators() {
        var file = path("operators");
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return OperatorsFile.read(file.get());
        } catch (IOException unreadable) {
            kiosk.fault("operators", "cannot be read; make it with: steelyard operator --file " + file.get() + " NAME");
        } catch (ConfigException faults) {
            refused.add(faults);
        }
        return List.of();
    }
}
