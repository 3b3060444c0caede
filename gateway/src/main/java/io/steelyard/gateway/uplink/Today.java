package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.Time;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * On which days a certificate must be valid. A board without a battery starts in the wrong year, and the time server that would
 * tell it better may be reached only when TLS is up; so a calendar that nobody vouches for decides nothing, in neither direction.
 *
 * @param time the machine's own
 * @param floor what today cannot be before
 */
public record Today(Time time, CalendarFloor floor) {
    /** The best single guess: the calendar while it is trusted and not before the floor, else the floor. */
    public Instant guess() {
        var earliest = floor.read();
        var wall = time.wall();
        return time.wallTrusted() && wall.isAfter(earliest) ? wall : earliest;
    }

    /**
     * A chain is good if it is valid on one of these days. A trusted calendar is believed; but where it contradicts the floor,
     * which a trusted calendar set as well, one of them was wrong and either will do. Without one, today is not before the floor,
     * nor before the day on which the youngest of these certificates was made.
     */
    List<Instant> possible(X509Certificate[] chain) {
        var earliest = floor.read();
        var wall = time.wall();
        if (time.wallTrusted()) {
            return wall.isBefore(earliest) ? List.of(earliest, wall) : List.of(wall);
        }
        var latest = earliest;
        for (var certificate : chain) {
            var made = certificate.getNotBefore().toInstant();
            latest = made.isAfter(latest) ? made : latest;
        }
        return List.of(latest);
    }
}
