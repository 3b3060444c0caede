package io.steelyard.sim.platform;

/** What a {@link PlatformClient} tells of itself. Called on the client's thread; must return soon and not throw. */
public interface PlatformListener {
    /** A fact was stored, and is on the disk when there is a file. */
    default void stored(FactHeader header) {}

    /** The broker has taken an acknowledgement. */
    default void acknowledged(String gateway, String journal, long through) {}

    /** Something that arrived, or was held, was not kept. */
    default void refused(String why) {}

    /** Connected and subscribed: from now on facts arrive. */
    default void connected() {}

    /** The connection, or an attempt at one, ended; the client tries again unless it was closed. */
    default void disconnected(String why) {}

    /** The client has ended for good; nothing is acknowledged any more. */
    default void stopped(String why) {}
}
