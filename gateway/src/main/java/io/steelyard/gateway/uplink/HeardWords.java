package io.steelyard.gateway.uplink;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements that came since the last step, believed as far as the platform signed them. Checking a signature is dear
 * and a busy platform says much, so only two are checked: the furthest and the newest. Owned by the uplink's thread.
 */
final class HeardWords {
    private record Word(Message message, Acknowledgement said) {}

    private final PublicKey platform;
    private final String journal;
    private final Consumer<String> ignored;
    private final List<Word> words = new ArrayList<>();
    /** Was checked just now. */
    private @Nullable Word believed;

    /**
     * @param journal the only one whose acknowledgements count
     * @param ignored told the topic of each message that is not to be believed
     */
    HeardWords(PublicKey platform, String journal, Consumer<String> ignored) {
        this.platform = platform;
        this.journal = journal;
        this.ignored = ignored;
    }

    /** Keeps a message until it is asked for. */
    void add(Message message) {
        Acknowledgement.read(message.payload()).filter(said -> said.journal().equals(journal))
                .ifPresentOrElse(said -> words.add(new Word(message, said)), () -> ignored.accept(message.topic()));
    }

    /** The genuine one that reaches furthest beyond this number. */
    Optional<Acknowledgement> furthest(long acknowledged) {
        var found = words.stream().filter(word -> word.said().through() > acknowledged)
                .sorted(Comparator.comparingLong((Word word) -> word.said().through()).reversed()).toList().stream()
                .filter(this::genuine).findFirst();
        believed = found.orElse(null);
        return found.map(Word::said);
    }

    /** The newest genuine one, then forgets all. */
    Optional<Acknowledgement> newest() {
        var newest = List.copyOf(words.reversed()).stream().filter(this::genuine).map(Word::said).findFirst();
        words.clear();
        return newest;
    }

    private boolean genuine(Word word) {
        boolean signed = word == believed || PlatformWord.signed(word.message(), platform);
        if (!signed) {
            words.remove(word);
            ignored.accept(word.message().topic());
        }
        return signed;
    }
}
