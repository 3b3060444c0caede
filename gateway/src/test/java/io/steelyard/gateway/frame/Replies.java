package io.steelyard.gateway.frame;

/** Replies written short: names and values in turn. */
public final class Replies {

    private Replies() {}

    /** One that is not refused. */
    public static Reply of(String... namesAndValues) {
        Reply reply = Reply.empty();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            reply = reply.with(namesAndValues[at], namesAndValues[at + 1]);
        }
        return reply;
    }

    /** One that is refused. */
    public static Reply refusal(String... namesAndValues) {
        return of(namesAndValues).refusedIf(true);
    }
}
