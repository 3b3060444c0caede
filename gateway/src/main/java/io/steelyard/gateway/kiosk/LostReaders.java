package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.link.LinkListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The bag and card readers that are lost. A station weighs on without them, so nothing of the station says it. Any thread. */
public final class LostReaders {
    private final Map<String, Trouble> byReader = new ConcurrentSkipListMap<>();

    /** The listener of a reader's link, looked over the shoulder. */
    public LinkListener watched(String station, String reader, LinkListener listener) {
        return new LinkListener() {
            @Override
            public void up(long atNanos) {
                byReader.remove(reader);
                listener.up(atNanos);
            }

            @Override
            public void bytes(long atNanos, byte[] buffer, int count) {
                listener.bytes(atNanos, buffer, count);
            }

            @Override
            public void quiet(long atNanos) {
                listener.quiet(atNanos);
            }

            @Override
            public void lost(long atNanos, String reason) {
                byReader.put(reader, new Trouble("reader", Trouble.Severity.WARN, reader + ": " + reason,
                        Optional.of(station)));
                listener.lost(atNanos, reason);
            }
        };
    }

    List<Trouble> troubles() {
        return List.copyOf(byReader.values());
    }
}
