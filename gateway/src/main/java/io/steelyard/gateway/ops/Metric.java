package io.steelyard.gateway.ops;

import java.util.List;

/**
 * Every number that {@code /metrics} tells: its name, what its unit is and what it means. {@code docs/metrics.md} is this table.
 * Labels have values from the configuration or from enumerations, never from the outside: so many series and no more.
 */
public enum Metric {
    INFO("steelyard_info", Kind.GAUGE, "", "always 1; which software runs as which gateway", "gateway", "software"), //
    UPTIME("steelyard_uptime_seconds", Kind.GAUGE, "seconds", "since the process started"), //
    LIVE("steelyard_live", Kind.GAUGE, "0 or 1", "1 while every loop makes progress; else only a new start helps"), //
    READY("steelyard_ready", Kind.GAUGE, "0 or 1", "1 while nothing stops weighing at any station"), //
    TROUBLE("steelyard_trouble", Kind.GAUGE, "",
            "1 for each thing that is wrong, for as long as it is; the codes are those of /health",
            "code", "severity", "station"), //
    LOOP_LATE("steelyard_loop_late_seconds", Kind.GAUGE, "seconds",
            "for how long the loop's next step has been due, or the one under way lasts; a link's step lasts as long as it waits for bytes",
            "loop"), //
    STATION_PHASE("steelyard_station_phase", Kind.GAUGE, "0 or 1", "1 for the phase in which the station is", "station",
            "phase"), //
    LINK_UP("steelyard_link_up", Kind.GAUGE, "0 or 1", "1 while the device's port is open", "device", "station",
            "role"), //
    LINK_LOST("steelyard_link_lost_total", Kind.COUNTER, "times", "the device's port was open and was lost", "device",
            "station",
            "role"), //
    LINK_BYTES("steelyard_link_received_bytes_total", Kind.COUNTER, "bytes", "came from the device", "device",
            "station", "role"), //
    LINK_FRAMES("steelyard_link_frames_total", Kind.COUNTER, "frames", "came whole and sound", "device", "station",
            "role"), //
    LINK_GARBAGE("steelyard_link_garbage_bytes_total", Kind.COUNTER, "bytes",
            "came and were no good frame: wrong dialect or line settings, a bad cable, or a device that refuses what it is asked",
            "device", "station", "role"), //
    READING_AGE("steelyard_link_reading_age_seconds", Kind.GAUGE, "seconds",
            "since the device's last weight, code or measurement; absent until there was one", "device", "station",
            "role"), //
    DUPLICATES("steelyard_duplicates_refused_total", Kind.COUNTER, "times",
            "of presentation: a code was heard again while it lay in a reader's field; of change: a record was to be changed as it was already, or while that was being written",
            "of"), //
    COMMIT("steelyard_commit_seconds", Kind.HISTOGRAM, "seconds", "a commit of the journal took, its sync included"), //
    COMMIT_MAX("steelyard_commit_seconds_max", Kind.GAUGE, "seconds", "the longest commit of the last minutes"), //
    COMMIT_FAILED("steelyard_commit_failed_total", Kind.COUNTER, "commits", "failed, or are in doubt"), //
    COMMIT_REFUSED("steelyard_commit_refused_total", Kind.COUNTER, "facts",
            "were offered and not written, as the screen said"), //
    JOURNAL_DOUBT("steelyard_journal_in_doubt", Kind.GAUGE, "0 or 1",
            "1 while the disk does not tell whether a commit happened"), //
    JOURNAL_HEAD("steelyard_journal_head", Kind.GAUGE, "facts", "the newest fact's number"), //
    JOURNAL_ACKNOWLEDGED("steelyard_journal_acknowledged", Kind.GAUGE, "facts",
            "the platform has the facts through this number"), //
    BACKLOG("steelyard_backlog_facts", Kind.GAUGE, "facts", "are journaled and not acknowledged"), //
    BACKLOG_AGE("steelyard_backlog_oldest_seconds", Kind.GAUGE, "seconds",
            "since the oldest of them was captured; absent when there is none or it is from before this boot"), //
    UPLINK_CONNECTED("steelyard_uplink_connected", Kind.GAUGE, "0 or 1", "1 while there is a session with the broker"), //
    UPLINK_STATE("steelyard_uplink_state", Kind.GAUGE, "0 or 1",
            "1 for the state: ok; stalled, the platform acknowledges nothing; fork, another gateway writes under this identity",
            "state"), //
    UPLINK_SESSIONS("steelyard_uplink_sessions_total", Kind.COUNTER, "sessions",
            "with the broker began after a while without one"), //
    UPLINK_STALLS("steelyard_uplink_stalls_total", Kind.COUNTER, "times", "the platform began to acknowledge nothing"), //
    ACKNOWLEDGEMENTS("steelyard_acknowledgements_total", Kind.COUNTER, "times",
            "an acknowledgement told of more facts than known"), //
    ACKNOWLEDGEMENT_AGE("steelyard_acknowledgement_age_seconds", Kind.GAUGE, "seconds",
            "since the last of them; absent until there was one"), //
    UPLINK_IGNORED("steelyard_uplink_ignored_total", Kind.COUNTER, "words",
            "in the platform's name were malformed, not signed by it or about another journal"), //
    DISK_FREE("steelyard_disk_free_bytes", Kind.GAUGE, "bytes", "may still be written where the journal lies"), //
    DISK_RESERVE("steelyard_disk_reserve_bytes", Kind.GAUGE, "bytes",
            "with less than these free new weighings are refused"), //
    CLOCK_TRUSTED("steelyard_clock_trusted", Kind.GAUGE, "0 or 1", "1 while a time source vouches for date and time"), //
    CLOCK_UNTRUSTED("steelyard_clock_untrusted_seconds", Kind.GAUGE, "seconds", "since none does; 0 while one does"), //
    TEMPERATURE("steelyard_temperature_celsius", Kind.GAUGE, "degrees Celsius",
            "of the machine, as its kernel tells; absent where it has no thermometer", "zone"), //
    BIN_PHASE("steelyard_bin_phase", Kind.GAUGE, "0 or 1", "1 for the phase in which the bin is", "bin", "phase"), //
    BIN_ALARM("steelyard_bin_alarm", Kind.GAUGE, "0 or 1", "1 while the alarm lasts", "bin", "alarm"), //
    BIN_FILL("steelyard_bin_fill_percent", Kind.GAUGE, "percent",
            "how full the compartment is; absent where nothing tells", "bin",
            "compartment"), //
    BIN_SESSIONS("steelyard_bin_sessions_total", Kind.COUNTER, "sessions", "ended so, durably", "bin", "outcome"), //
    BIN_EVIDENCE("steelyard_bin_evidence_total", Kind.COUNTER, "sessions",
            "about which this was noticeable; their facts say how much of it, and nobody acts on it here", "bin",
            "notice");

    /** How Prometheus takes it. */
    public enum Kind {
        GAUGE,
        COUNTER,
        HISTOGRAM
    }

    private final String series;
    private final Kind kind;
    private final String unit;
    private final String meaning;
    private final List<String> labels;

    Metric(String series, Kind kind, String unit, String meaning, String... labels) {
        this.series = series;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** Its name, as scraped. */
    public String series() {
        return series;
    }

    public Kind kind() {
        return kind;
    }

    /** Of its number; empty where that says nothing. */
    public String unit() {
        return unit;
    }

    /** A sentence without its subject. */
    public String meaning() {
        return meaning;
    }

    /** The names of its labels. */
    public List<String> labels() {
        return labels;
    }
}
