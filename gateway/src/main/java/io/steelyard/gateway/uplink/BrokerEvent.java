package io.steelyard.gateway.uplink;

/** What a session tells the uplink; put into its inbox by whatever thread the library uses. */
public sealed interface BrokerEvent {
    /** The broker has taken the message sent under this ticket (PUBACK): the window has a free place, nothing more. */
    record Taken(long ticket) implements BrokerEvent {}

    /** A message arrived on a subscribed topic. */
    record Arrived(Message message) implements BrokerEvent {}

    /** The session is over, and why. */
    record Lost(String reason) implements BrokerEvent {}

    /** The session is over because another client connected under our name. */
    record TakenOver() implements BrokerEvent {}
}
