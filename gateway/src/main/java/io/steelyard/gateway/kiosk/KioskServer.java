package io.steelyard.gateway.kiosk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Workers;
import io.steelyard.gateway.uplink.Tls;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The web server's outer side: sockets, limits and headers. Each request has a thread of its own for as long as it may take; which
 * are allowed is the {@link Router}'s.
 */
final class KioskServer implements AutoCloseable {
    /** From the first byte of a request to the last of its answer; streams have deadlines of their own. */
    private static final Duration EXCHANGE_MAX = Duration.ofSeconds(15);
    /** A page opens up to six connections, and some are only ending. */
    private static final String CONNECTIONS_MAX = "96";
    private static final String HEADER_SECONDS_MAX = "10";
    private static final String HEADERS_MAX = "64";
    private static final String HEADER_BYTES_MAX = "16384";
    private static final int UNACCEPTED_MAX = 32;
    /** The address in a browser is the only thing that these pages load from. */
    private static final String CONTENT_POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; object-src 'none'";

    private final HttpServer server;
    private final String address;

    private KioskServer(HttpServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /** The JDK's server reads its limits when it is first used. */
    static void setLimits() {
        System.setProperty("sun.net.httpserver.maxReqTime", HEADER_SECONDS_MAX);
        System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS_MAX);
        System.setProperty("sun.net.httpserver.maxReqHeaders", HEADERS_MAX);
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES_MAX);
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or a weight waits for the viewer's delayed acknowledgement
    }

    /**
     * @param bugs told what a request met that nobody foresaw; the next request is answered all the same
     * @throws IOException when it cannot listen there, or show what TLS needs
     */
    static KioskServer open(KioskPlan plan, KioskPlan.Listen listen, Router router, Deadlines deadlines,
            Consumer<String> bugs) throws IOException {
        setLimits();
        var where = new InetSocketAddress(listen.host(), listen.port());
        var server = plan.tls().isPresent() ? HttpsServer.create() : HttpServer.create();
        if (server instanceof HttpsServer secured) {
            secured.setHttpsConfigurator(secured(plan.tls().orElseThrow()));
        }
        server.bind(where, UNACCEPTED_MAX);
        server.setExecutor(new Workers("kiosk"));
        server.createContext("/", exchange -> answer(exchange, router, deadlines, bugs));
        server.start();
        var open = new KioskPlan.Listen(listen.host(), server.getAddress().getPort(), listen.loopback());
        return new KioskServer(server, (plan.tls().isPresent() ? "https://" : "http://") + open);
    }

    private static HttpsConfigurator secured(TlsFiles files) throws IOException {
        return new HttpsConfigurator(Tls.serving(files)) {
            @Override
            public void configure(HttpsParameters parameters) {
                var chosen = getSSLContext().getDefaultSSLParameters();
                chosen.setProtocols(new String[]{Tls.VERSION});
                parameters.setSSLParameters(chosen);
            }
        };
    }

    /** As typed into a browser. */
    String address() {
        return address;
    }

    private static void answer(HttpExchange exchange, Router router, Deadlines deadlines, Consumer<String> bugs)
            throws IOException {
        try (exchange) {
            Reply reply;
            try (var _ = deadlines.begin(EXCHANGE_MAX)) {
                reply = router.answer(exchange);
                head(exchange, reply);
                if (!reply.isStream()) {
                    exchange.getResponseBody().write(reply.bytes());
                    exchange.getResponseBody().close();
                }
            }
            if (reply.isStream()) {
                reply.stream().writeTo(exchange.getResponseBody());
            }
        } catch (RuntimeException bug) {
            bugs.accept("the kiosk failed at " + exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                    + ": " + bug + "; weighing goes on; please report this");
            throw bug;
        }
    }

    private static void head(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        reply.headers().forEach(headers::set);
        boolean head = reply.isStream();
        exchange.sendResponseHeaders(reply.status(), head ? 0 : reply.bytes().length == 0 ? -1 : reply.bytes().length);
    }

    /** Ends every connection. */
    @Override
    public void close() {
        server.stop(0);
    }
}
