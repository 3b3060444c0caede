package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.ops.Health;
import io.steelyard.gateway.ops.HealthReport;
import io.steelyard.gateway.ops.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a monitoring system asks. It is let in on the loopback, and elsewhere with its token or a sign-in. */
public record OpsRoutes(Health health, Metrics metrics) {
    private static final int WELL = 200;
    private static final int UNAVAILABLE = 503;

    List<Route> routes() {
        return List.of(Route.get("/health", Access.SCRAPER, _ -> answer(health.report())),
                Route.get("/metrics", Access.SCRAPER,
                        _ -> Reply.of(Metrics.TYPE, metrics.text().getBytes(StandardCharsets.UTF_8))));
    }

    /** Who only looks at the number learns whether weighing is possible. */
    private static Reply answer(HealthReport report) {
        return Reply.json(report.live() && report.ready() ? WELL : UNAVAILABLE, report::writeTo);
    }
}
