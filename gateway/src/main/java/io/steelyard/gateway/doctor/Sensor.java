package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.IoAnswer;
import io.steelyard.gateway.scale.ScaleValue.ScaleReply;
import io.steelyard.gateway.sensor.SensorValue.SensorReply;
import io.steelyard.gateway.tag.TagValue.TagReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One scale, reader, sensor or I/O board of a configuration: whatever speaks over a link of its own.
 *
 * @param name the configuration's name for it
 * @param decoder new for each listening
 */
record Sensor(String name, Kind kind, LinkAddress link, Optional<Poll> poll, Supplier<Decoder<?>> decoder) {
    /** There is one, and its table has no name. */
    private static final String BOARD = "io";

    /** What is found of such a device. Only a reader may have nothing to say. */
    enum Kind {
        SCALE(Code.SCALE, Code.SCALE_SILENT, Code.SCALE_GARBLED),
        READER(Code.READER, Code.READER_SILENT, Code.READER_NOISE),
        SENSOR(Code.SENSOR, Code.SENSOR_SILENT, Code.SENSOR_GARBLED),
        BOARD(Code.IO_BOARD, Code.IO_BOARD_SILENT, Code.IO_BOARD_GARBLED);

        private final Code heard;
        private final Code silent;
        private final Code garbled;

        Kind(Code heard, Code silent, Code garbled) {
            this.heard = heard;
            this.silent = silent;
            this.garbled = garbled;
        }

        Code heard() {
            return heard;
        }

        Code silent() {
            return silent;
        }

        Code garbled() {
            return garbled;
        }
    }

    static List<Sensor> of(GatewayConfig config) {
        var found = new ArrayList<Sensor>();
        for (var station : config.stations()) {
            found.add(of(station.scale()));
            station.readers().forEach(reader -> found.add(of(reader)));
        }
        config.bin().ifPresent(bin -> {
            bin.readers().forEach(reader -> found.add(of(reader)));
            bin.compartments().forEach(compartment -> {
                found.add(of(compartment.scale()));
                compartment.fill().ifPresent(fill -> found.add(of(fill.sensor())));
            });
            bin.temperatures().forEach(temperature -> found.add(of(temperature.sensor())));
        });
        config.pins().board().ifPresent(board -> found.add(of(board)));
        return found;
    }

    private static Sensor of(GatewayConfig.Scale scale) {
        return new Sensor(scale.name(), Kind.SCALE, scale.link(), scale.poll(),
                () -> scale.dialect().newDecoder(scale.settings()));
    }

    private static Sensor of(GatewayConfig.Reader reader) {
        return new Sensor(reader.name(), Kind.READER, reader.link(), reader.poll(),
                () -> reader.dialect().newDecoder(reader.scanner()));
    }

    private static Sensor of(GatewayConfig.Sensor sensor) {
        return new Sensor(sensor.name(), Kind.SENSOR, sensor.link(), sensor.poll(),
                () -> sensor.dialect().newDecoder(sensor.settings()));
    }

    private static Sensor of(BoardPlan board) {
        return new Sensor(BOARD, Kind.BOARD, board.link(), Optional.of(board.poll()), board::newDecoder);
    }

    /** Is it a good frame, or did a device only refuse what it was asked? */
    static boolean isGood(Decoded.Value<?> decoded) {
        return switch (decoded.value()) {
            case ScaleReply(Reply reply) -> !reply.refused();
            case TagReply(Reply reply) -> !reply.refused();
            case SensorReply(Reply reply) -> !reply.refused();
            case IoAnswer.Refused _ -> false;
            default -> true;
        };
    }
}
