package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.scale.ScaleValue.ScaleReply;
import io.steelyard.gateway.tag.TagValue.TagReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One scale or reader of a configuration.
 *
 * @param name the configuration's name for it
 * @param scale a scale, which is never silent; else a reader, which may have nothing to say
 * @param decoder new for each listening
 */
record Sensor(String name, boolean scale, LinkAddress link, Optional<Poll> poll, Supplier<Decoder<?>> decoder) {
    static List<Sensor> of(GatewayConfig config) {
        var found = new ArrayList<Sensor>();
        for (var station : config.stations()) {
            var scale = station.scale();
            found.add(new Sensor(scale.name(), true, scale.link(), scale.poll(),
                    () -> scale.dialect().newDecoder(scale.settings())));
            station.readers().forEach(reader -> found.add(new Sensor(reader.name(), false, reader.link(),
                    reader.poll(), () -> reader.dialect().newDecoder(reader.scanner()))));
        }
        return found;
    }

    /** Is it a good frame, or did a device only refuse what it was asked? */
    static boolean isGood(Decoded.Value<?> decoded) {
        return switch (decoded.value()) {
            case ScaleReply(Reply reply) -> !reply.refused();
            case TagReply(Reply reply) -> !reply.refused();
            default -> true;
        };
    }
}
