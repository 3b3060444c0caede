package io.steelyard.gateway.doctor;

/** What can be found. The first of each line means "looked at, and well" or "could not be found out"; the others are faults. */
public enum Code {
    CONFIG,
    CONFIG_MISSING,
    CONFIG_FAULT,
    PLATFORM_KEY, //
    CATALOG,
    CATALOG_FAULT,
    CATALOG_NOT_YET, //
    PORT,
    PORT_MISSING,
    PORT_FORBIDDEN,
    PORT_BUSY,
    PORT_TWICE,
    PORT_UNSTABLE,
    PORT_ALIKE,
    SECOND_DAEMON, //
    SCALE,
    SCALE_SILENT,
    SCALE_GARBLED, //
    READER,
    READER_SILENT,
    READER_NOISE, //
    SENSOR,
    SENSOR_SILENT,
    SENSOR_GARBLED, //
    IO_BOARD,
    IO_BOARD_SILENT,
    IO_BOARD_GARBLED, //
    DOOR,
    DOOR_OPEN, //
    GPIO,
    GPIO_UNUSABLE, //
    CLOCK,
    CLOCK_UNTRUSTED,
    CLOCK_BEFORE_FLOOR, //
    DISK,
    DISK_RESERVE,
    DISK_SHORT, //
    SYNC,
    SYNC_VOLATILE,
    SYNC_IMPLAUSIBLE,
    SYNC_STALLS, //
    DATA,
    DATA_MISSING,
    DATA_OWNER,
    KEY_OPEN,
    KEY_MISSING, //
    JOURNAL,
    JOURNAL_DAMAGED,
    JOURNAL_CONDEMNED,
    JOURNAL_ASIDE,
    JOURNAL_UNREADABLE, //
    BACKLOG,
    BACKLOG_OLD, //
    NAME,
    NAME_UNKNOWN, //
    BROKER,
    BROKER_UNREACHABLE,
    BROKER_SILENT,
    BROKER_LOGIN,
    RECEIVE_MAXIMUM,
    PACKET_SIZE, //
    TOPICS,
    TOPIC_READ,
    TOPIC_WRITE, //
    TLS,
    TLS_FILE,
    TLS_KEY_OPEN,
    TLS_FAILED,
    TLS_EXPIRED,
    TLS_EXPIRING,
    TLS_NONE, //
    POWER,
    POWER_LOW, //
    HEAT,
    CPU_HOT, //
    DAEMON,
    DAEMON_DOWN,
    DAEMON_TROUBLE,
    KIOSK_UNREACHABLE, //
    OPERATORS,
    OPERATORS_FAULT;

    /** As a person and a program read it: {@code PORT-MISSING}. */
    public String text() {
        return name().replace('_', '-');
    }
}
