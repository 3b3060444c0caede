package io.steelyard.gateway.kiosk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param stream writes on and on instead of the bytes, where there is one
 */
record Reply(int status, String type, byte[] bytes, Map<String, String> headers, Stream stream) {
    static final String JSON = "application/json";
    private static final byte[] NOTHING = {};
    private static final Stream NO_STREAM = _ -> {};

    /** Writes until its viewer leaves or it is told to end. */
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply of(String type, byte[] bytes) {
        return new Reply(200, type, bytes, Map.of(), NO_STREAM);
    }

    static Reply json(int status, Json json) {
        return new Reply(status, JSON, json.bytes(), Map.of(), NO_STREAM);
    }

    static Reply json(Json json) {
        return json(200, json);
    }

    static Reply streamed(String type, Stream stream) {
        return new Reply(200, type, NOTHING, Map.of(), stream);
    }

    boolean isStream() {
        return stream != NO_STREAM;
    }

    Reply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, bytes, Map.copyOf(more), stream);
    }
}
