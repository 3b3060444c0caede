package io.steelyard.gateway.field;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.steelyard.gateway.kiosk.Kiosk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A daemon's web server that says what a test gives it, and then ends the stream. */
final class FakeKiosk implements AutoCloseable {
    static final String STATION = "{\"station\":\"bay-1\",\"phase\":\"STEADY\",\"weight\":\"10.10\",\"unit\":\"kg\",\"bag\":"
            + "\"BAG-000007\",\"fault\":null,\"outcome\":null}";
    static final String STANDING = "{\"gateway\":\"gw-1\",\"head\":42,\"acknowledged\":40,\"waiting\":2,\"oldestWaitingMs\":61000,\"uplink\":"
            + "\"offline\",\"uplinkText\":\"connection refused\",\"troubles\":[{\"code\":\"scale\",\"severity\":\"stop\","
            + "\"text\":\"the device is gone; plug it in again\",\"station\":\"bay-1\"}],\"stations\":[" + STATION
            + "]}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param live events and their data, in turn */
    FakeKiosk(List<String> live) throws IOException {
        Kiosk.limitServers(); // or the real one of a later test had none
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/standing", exchange -> answer(exchange, STANDING));
        var stream = new StringBuilder(": hello\n\n");
        for (int index = 0; index < live.size(); index += 2) {
            stream.append("event: ").append(live.get(index)).append("\ndata: ").append(live.get(index + 1))
                    .append("\n\n");
        }
        server.createContext("/api/live", exchange -> answer(exchange, stream.toString()));
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    KioskClient client() {
        return new KioskClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.empty());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
