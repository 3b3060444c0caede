package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.station.Answer;
import io.steelyard.gateway.weighing.Sentence;
import java.util.concurrent.TimeUnit;

/** What somebody at a page asked for, until the journal has answered. Waited for by the request's own thread. */
final class Pending implements Answer {
    /** A disk that takes longer is in trouble; the answer still comes, and the list shows it. */
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private sealed interface End {
        record Recorded(long seq, String id) implements End {}

        record Refused(Sentence why) implements End {}
    }

    private final Inbox<End> end = new Inbox<>(1);

    @Override
    public void recorded(long seq, String id) {
        end.offer(new End.Recorded(seq, id));
    }

    @Override
    public void refused(Sentence why) {
        end.offer(new End.Refused(why));
    }

    /** Answers only when it is durable, or will never be. */
    Reply reply() throws Refusal {
        var known = end.await(WAIT_NANOS_MAX);
        if (known.isEmpty()) {
            throw new Refusal(503, "slow", "the disk has not answered yet, so this may or may not be recorded; look at "
                    + "today's list before trying again");
        }
        return switch (known.get()) {
            case End.Recorded(long seq, String id) -> Reply.json(json -> {
                json.writeNumberProperty("seq", seq);
                json.writeStringProperty("id", id);
            });
            case End.Refused(var why) -> throw refusal(why);
        };
    }

    static Refusal refusal(Sentence why) {
        int status = switch (why.code()) {
            case NOT_WRITTEN -> 503;
            case UNKNOWN_STATION, UNKNOWN_RECORD -> 404;
            case BAD_WEIGHT, BAD_TEXT, UNKNOWN_MATERIAL -> 400;
            default -> 409;
        };
        return new Refusal(status, why.code().text(), why.text());
    }
}
