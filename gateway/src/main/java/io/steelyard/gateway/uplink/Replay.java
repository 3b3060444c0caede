package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Facts that the platform commanded to be sent once more; one command at a time, a later one takes the place of the one before.
 * Outlives sessions. Owned by the uplink's thread.
 */
final class Replay {
    /** Answers that wait for a place; a platform that commands faster than it listens is not answered. */
    private static final int ANSWERS_MAX = 16;

    private final String journal;
    /** Commanded and not sent. */
    final Ranges facts = new Ranges();
    private @Nullable Range commanded;
    private final Queue<Message> answers = new ArrayDeque<>();

    Replay(String journal) {
        this.journal = journal;
    }

    /** Obeys a command that the platform signed; says no to one about what is not here. */
    void command(Message message, ReplayCommand command, JournalReader reader, long head) throws JournalException {
        if (!command.journal().equals(journal)) {
            answer(ReplayCommand.refused(message, "journal " + command.journal() + " is not here; this is " + journal));
            return;
        }
        var kept = reader.after(command.from() - 1, 1);
        if (kept.isEmpty() || kept.getFirst().seq() > command.through()) {
            answer(ReplayCommand.refused(message, "none of the facts " + command.from() + " to " + command.through()
                    + " is here; the newest is " + head));
            return;
        }
        var served = new Range(kept.getFirst().seq(), Math.min(command.through(), head));
        if (facts.isEmpty() || !served.equals(commanded)) { // the same command again while it is obeyed changes nothing
            facts.remove(1, Long.MAX_VALUE);
            facts.add(served);
            commanded = served;
        }
        answer(ReplayCommand.accepted(message, served));
    }

    private void answer(Optional<Message> answer) {
        answer.filter(_ -> answers.size() < ANSWERS_MAX).ifPresent(answers::add);
    }

    /** A message of the replay went with its session: its facts are sent anew, unless another replay was commanded. */
    void lost(Range range) {
        if (commanded != null && range.first() >= commanded.first() && range.last() <= commanded.last()) {
            facts.add(range);
        }
    }

    boolean hasAnswer() {
        return !answers.isEmpty();
    }

    /** Takes the next answer. */
    Message nextAnswer() {
        return Objects.requireNonNull(answers.poll(), "no answer waits");
    }
}
