package io.steelyard.gateway.field;

import io.steelyard.gateway.detect.Search;
import io.steelyard.gateway.detect.Search.Step;
import io.steelyard.gateway.detect.Verdict;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.Time;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Does the steps of a search on a port, which is opened anew for every line. One thread. */
final class DetectingPort implements Closeable {
    private static final int BUFFER_BYTES = 4096;

    /** How the port is opened at a line, written as {@code 9600 8N1}. */
    interface Opener {
        Link open(String line) throws IOException;
    }

    private final Opener opener;
    private final Time time;
    private final Consumer<Step> progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    // for one open port
    private @Nullable Link link;
    private String openAt = "";

    DetectingPort(Opener opener, Time time, Consumer<Step> progress) {
        this.opener = opener;
        this.time = time;
        this.progress = progress;
    }

    /**
     * Goes on until the search is over.
     *
     * @throws IOException with one sentence, if the port cannot be opened or is lost
     */
    Verdict run(Search search) throws IOException {
        Step step = search.step();
        while (true) {
            progress.accept(step);
            switch (step) {
                case Step.Listen(String line, Duration forSoLong) -> listen(open(line), search, forSoLong);
                case Step.Ask ask -> {
                    Link open = open(ask.line());
                    open.write(ask.probe().bytes());
                    listen(open, search, ask.time());
                }
                case Step.Done(Verdict verdict) -> {
                    return verdict;
                }
            }
            step = search.next();
        }
    }

    private Link open(String line) throws IOException {
        Link open = link;
        if (open == null || !openAt.equals(line)) {
            close();
            open = opener.open(line);
            link = open;
            openAt = line;
        }
        return open;
    }

    private void listen(Link open, Search search, Duration forSoLong) throws IOException {
        long endNanos = time.monotonicNanos() + forSoLong.toNanos();
        while (time.monotonicNanos() < endNanos) {
            int count = open.read(buffer);
            if (count == Link.GONE) {
                throw new IOException("the device went away while it was listened to; plug it in again");
            }
            if (count > 0) {
                search.bytes(buffer, count);
            } else {
                search.quiet();
            }
        }
    }

    @Override
    public void close() {
        Link open = link;
        if (open != null) {
            link = null;
            open.close();
        }
    }
}
