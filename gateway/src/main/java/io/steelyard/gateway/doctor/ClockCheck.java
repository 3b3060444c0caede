package io.steelyard.gateway.doctor;

import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.Time;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** Whether the calendar can be believed. */
final class ClockCheck {
    private ClockCheck() {}

    static Finding look(Time time, CalendarFloor kept) {
        var wall = time.wall().truncatedTo(ChronoUnit.SECONDS);
        var floor = kept.read().truncatedTo(ChronoUnit.SECONDS);
        if (wall.isBefore(floor)) {
            return Finding.wrong(Code.CLOCK_BEFORE_FLOOR, "",
                    "the calendar says " + wall + ", which was over at " + floor,
                    "set it: sudo timedatectl set-ntp true, or without a network: sudo date -u -s \"YYYY-MM-DD HH:MM\"; if "
                            + "that earlier date was the wrong one, remove " + file(kept.folder()));
        }
        return time.wallTrusted()
                ? Finding.well(Code.CLOCK, "", "the calendar is synchronised: " + wall)
                : Finding.wrong(Code.CLOCK_UNTRUSTED, "",
                        "nothing has set the calendar since this board was switched on; it says " + wall,
                        "run: sudo timedatectl set-ntp true (needs the network, UDP port 123); weighing goes on meanwhile,"
                                + " times are marked as doubtful");
    }

    private static Path file(Path folder) {
        return folder.resolve(CalendarFloor.NAME);
    }
}
