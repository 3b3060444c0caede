package io.steelyard.gateway.kiosk;

import java.util.Optional;

/** A request that is not granted: a code for the page's own words and a sentence in English. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<String> retryAfterSeconds;

    Refusal(int status, String code, String sentence) {
        this(status, code, sentence, Optional.empty());
    }

    private Refusal(int status, String code, String sentence, Optional<String> retryAfterSeconds) {
        super(sentence, null, false, false); // a client's mistake is no event that anybody traces
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Refusal notFound() {
        return new Refusal(404, "not-found", "there is no such page");
    }

    /** To be asked again later. */
    static Refusal wait(int status, String code, String sentence, long seconds) {
        return new Refusal(status, code, sentence, Optional.of(Long.toString(seconds)));
    }

    Reply reply() {
        var reply = Reply.json(status, json -> {
            json.writeStringProperty("code", code);
            json.writeStringProperty("text", String.valueOf(getMessage()));
        });
        return retryAfterSeconds.map(seconds -> reply.with("Retry-After", seconds)).orElse(reply);
    }
}
