package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.CalendarReading;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Draft;
import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes the bytes of a fact, once. Owned by the journal's thread. */
final class FactEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter RFC_3339_MILLIS = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter();

    private final String gateway;
    private final String software;
    private final FactSigner signer;
    private final Time time;
    private final RandomGenerator random;

    FactEncoder(String gateway, String software, FactSigner signer, Time time, RandomGenerator random) {
        this.gateway = gateway;
        this.software = software;
        this.signer = signer;
        this.time = time;
        this.random = random;
    }

    /** What checks the facts made here. */
    PublicKey publicKey() {
        return signer.publicKey();
    }

    /** The draft under its number, chained to the fact before it, and signed. */
    Fact encode(Draft draft, String journal, long seq, String prev) {
        var calendar = CalendarReading.of(time);
        var at = calendar.wallAt(draft.capturedNanos()); // the calendar now, less what has passed since
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("id", uuidV7(at).toString());
            json.writeStringProperty("type", draft.type().text());
            json.writeStringProperty("gateway", gateway);
            json.writeStringProperty("journal", journal);
            json.writeNumberProperty("seq", seq);
            json.writeStringProperty("prev", prev);
            json.writeStringProperty("at", RFC_3339_MILLIS.format(at));
            clock(json, calendar.trusted(), draft.capturedNanos());
            json.writeStringProperty("software", software);
            json.writeObjectPropertyStart("data");
            draft.data().writeTo(json);
            json.writeEndObject();
            json.writeEndObject();
        }
        byte[] bytes = out.toByteArray();
        return new Fact(seq, bytes, signer.sign(bytes), signer.keyId());
    }

    private void clock(JsonGenerator json, boolean trusted, long capturedNanos) {
        json.writeObjectPropertyStart("clock");
        json.writeBooleanProperty("trusted", trusted);
        json.writeStringProperty("boot", time.boot());
        json.writeNumberProperty("uptimeMs", TimeUnit.NANOSECONDS.toMillis(capturedNanos));
        json.writeEndObject();
    }

    /** RFC 9562: 48 bits of milliseconds, version, 12 random bits, variant, 62 random bits. */
    private UUID uuidV7(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextLong() & 0x0FFF;
        long low = 0x8000_0000_0000_0000L | random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low);
    }
}
