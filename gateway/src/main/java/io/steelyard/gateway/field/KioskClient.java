package io.steelyard.gateway.field;

import io.steelyard.gateway.doctor.Voice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a running daemon what it knows, over the web server that its kiosk is on.
 *
 * @param base as {@code http://127.0.0.1:8480}
 * @param trust who may vouch for it, where it speaks TLS
 */
public record KioskClient(URI base, Optional<SSLSocketFactory> trust) implements Voice {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    /** A daemon that runs says something, if only that it is there, more often than this. */
    private static final int SILENCE_MILLIS_MAX = 20_000;
    private static final int ANSWER_MILLIS_MAX = 3_000;
    /** Answers are short; more than this is not ours. */
    private static final int ANSWER_CHARACTERS_MAX = 1 << 20;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** One thing that the daemon says by itself. */
    interface Listener {
        /** @return whether to go on listening */
        boolean said(String event, String json);
    }

    @Override
    public String place() {
        return base.toString();
    }

    @Override
    public Optional<List<Complaint>> complaints(String gateway) throws IOException {
        try {
            return Optional.of(read(standing(gateway)).trees("troubles").stream()
                    .map(trouble -> new Complaint(trouble.textOr("severity", "").equals("stop"),
                            trouble.text("station").map(name -> name + ": ").orElse("") + trouble.textOr("text", "?")))
                    .toList());
        } catch (SignInException _) {
            return Optional.empty();
        }
    }

    private static JsonTree read(String answer) throws IOException {
        return JsonTree.read(answer).orElseThrow(() -> new IOException("what answers there is no Steelyard"));
    }

    /** It answers, and only to who signs in. */
    private static final class SignInException extends IOException {
        private static final long serialVersionUID = 1L;

        SignInException() {
            super("it answers only to who signs in, for it listens beyond this machine");
        }
    }

    /**
     * How it stands, as JSON.
     *
     * @param gateway who should answer
     */
    String standing(String gateway) throws IOException {
        var answer = answer();
        var name = read(answer).textOr("gateway", "nobody");
        if (!name.equals(gateway)) {
            throw new IOException("who answers there is " + name + ", not " + gateway);
        }
        return answer;
    }

    private String answer() throws IOException {
        var connection = open("/api/standing", ANSWER_MILLIS_MAX);
        try (var answer = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)) {
            char[] text = new char[ANSWER_CHARACTERS_MAX];
            int length = 0;
            for (int count = 0; count >= 0 && length < text.length; length += Math.max(0, count)) {
                count = answer.read(text, length, text.length - length);
            }
            return new String(text, 0, length);
        } finally {
            connection.disconnect();
        }
    }

    /** Listens until it has heard enough, or the daemon ends it. */
    void listen(Listener listener) throws IOException {
        var connection = open("/api/live", SILENCE_MILLIS_MAX);
        try (var lines = new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            var event = "";
            boolean more = true;
            for (var line = lines.readLine(); more && line != null; line = more ? lines.readLine() : null) {
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    more = listener.said(event, line.substring("data:".length()).strip());
                }
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String path, int readMillisMax) throws IOException {
        var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection(java.net.Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secured && trust.isPresent()) {
            secured.setSSLSocketFactory(trust.get());
            secured.setHostnameVerifier((_, _) -> true); // the loopback, whose only certificate is trusted here
        }
        connection.setConnectTimeout(CONNECT_MILLIS_MAX);
        connection.setReadTimeout(readMillisMax);
        int code = connection.getResponseCode();
        if (code != OK) {
            connection.disconnect();
            throw code == UNAUTHORIZED || code == FORBIDDEN
                    ? new SignInException()
                    : new IOException("it answers " + base + path + " with " + code);
        }
        return connection;
    }
}
