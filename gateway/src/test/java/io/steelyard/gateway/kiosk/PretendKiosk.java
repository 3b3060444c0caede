package io.steelyard.gateway.kiosk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that shows the pages whatever a test wants them to see, also what no daemon does: it can fall silent in mid-stream. */
final class PretendKiosk implements AutoCloseable {
    private static final String FOLDER = "/io/steelyard/gateway/kiosk/";
    private static final Map<String, String> PAGES = Map.of("/", "weigh.html", "/today", "today.html", "/field",
            "field.html", "/bin", "bin.html");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript",
            "css", "text/css", "svg", "image/svg+xml");
    private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final long BEAT_MILLIS = 200;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    // guarded by this
    private final Map<String, String> events = new ConcurrentHashMap<>();
    private long version;
    private int started;
    private boolean silent;
    private boolean closed;

    PretendKiosk() throws IOException {
        Kiosk.limitServers(); // or the real one of a later test had none
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it answers at a path, from now on. A number before the text is another status than 200. */
    void answers(String path, String json) {
        answers.put(path, json);
    }

    /** What was posted: the path, a blank, the body. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Tells every page this, now and whenever one comes. */
    synchronized void tell(String event, String json) {
        events.put(event, json.replace("\n", ""));
        version++;
        notifyAll();
    }

    /** Ends every stream as a daemon that is started again does, and has not heard of that yet. */
    synchronized void startAnew(String event) {
        events.remove(event);
        started++;
        notifyAll();
    }

    /** From now on nothing is sent, though the connections stay. */
    synchronized void silent(boolean now) {
        silent = now;
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (path.equals("/api/live")) {
                stream(exchange);
            } else if (path.startsWith("/api/")) {
                api(exchange, path);
            } else if (path.endsWith("/qr.svg")) {
                file(exchange, "steelyard.svg");
            } else {
                file(exchange, path.startsWith("/r/")
                        ? "receipt.html"
                        : PAGES.getOrDefault(path, path.substring(path.lastIndexOf('/') + 1)));
            }
        }
    }

    private void api(HttpExchange exchange, String path) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(path + " " + body);
        }
        var answer = answers.getOrDefault(path, "404{\"code\":\"not-found\",\"text\":\"there is no such page\"}");
        int status = answer.startsWith("{") ? 200 : Integer.parseInt(answer.substring(0, 3));
        send(exchange, status, "application/json",
                answer.substring(answer.indexOf('{')).getBytes(StandardCharsets.UTF_8));
    }

    private static void file(HttpExchange exchange, String name) throws IOException {
        try (InputStream found = PretendKiosk.class.getResourceAsStream(FOLDER + name)) {
            var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (found == null || type == null) {
                send(exchange, 404, "text/plain", name.getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 200, type, found.readAllBytes());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        long shown = -1;
        int begun = starts();
        for (var words = next(shown, begun); !words.isEmpty(); words = next(shown, begun)) {
            shown = now();
            out.write(words.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private synchronized int starts() {
        return started;
    }

    private synchronized long now() {
        return version;
    }

    /** What a page hears next: all that is new, or a beat; nothing once it is over. */
    private synchronized String next(long shown, int begun) throws IOException {
        try {
            if (version == shown) {
                wait(BEAT_MILLIS);
            }
            while (silent && !closed) {
                wait();
            }
        } catch (InterruptedException _) {
            throw new IOException("the pretended kiosk ends");
        }
        if (closed || begun != started) {
            return "";
        }
        var news = new StringBuilder("event: beat\ndata: {}\n\n");
        if (version != shown) {
            events.forEach(
                    (name, json) -> news.append("event: ").append(name).append("\ndata: ").append(json).append("\n\n"));
        }
        return news.toString();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
