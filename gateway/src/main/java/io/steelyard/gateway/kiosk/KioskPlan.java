package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.uplink.TlsFiles;
import java.util.List;
import java.util.Optional;

/**
 * The local web server as configured.
 *
 * @param listen where; empty for none
 * @param hosts the names by which browsers may reach it, without a port: a page of any other name is somebody else's
 * @param viewersMax live streams at a time
 * @param operators who may sign in; empty where the site names nobody
 * @param tls what it shows of itself; empty only on the loopback
 * @param scraper the token by which a monitoring system is let in, where it is not on the loopback
 */
public record KioskPlan(Optional<Listen> listen, List<String> hosts, int viewersMax, List<Operator> operators,
        Optional<TlsFiles> tls, Optional<String> scraper) {
    public static final int VIEWERS_USUAL = 8;
    /** No web server. */
    public static final KioskPlan OFF = new KioskPlan(Optional.empty(), List.of(), VIEWERS_USUAL, List.of(),
            Optional.empty());

    /** Which no monitoring system may ask from elsewhere. */
    public KioskPlan(Optional<Listen> listen, List<String> hosts, int viewersMax, List<Operator> operators,
            Optional<TlsFiles> tls) {
        this(listen, hosts, viewersMax, operators, tls, Optional.empty());
    }

    public KioskPlan {
        hosts = List.copyOf(hosts);
        operators = List.copyOf(operators);
    }

    /**
     * @param host a name or number as written
     * @param port 0 for any free one
     * @param loopback reached from this machine only
     */
    public record Listen(String host, int port, boolean loopback) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
