package io.steelyard.sim.platform;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a client tells, one line each, and lets a test wait for a line. */
final class Told implements PlatformListener {
    private static final long WAIT_SECONDS_MAX = 30;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Returns when a line with this beginning was told since the last one awaited. */
    void await(String beginning) throws InterruptedException {
        StringBuilder instead = new StringBuilder();
        String line = lines.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        while (line != null && !line.startsWith(beginning)) {
            instead.append('\n').append(line);
            line = lines.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        }
        if (line == null) {
            throw new AssertionError("awaited: " + beginning + "\ntold:" + instead);
        }
    }

    @Override
    public void stored(FactHeader header) {
        lines.add("stored " + header.seq());
    }

    @Override
    public void acknowledged(String gateway, String journal, long through) {
        lines.add("acknowledged " + gateway + " " + journal + " " + through);
    }

    @Override
    public void refused(String why) {
        lines.add("refused " + why);
    }

    @Override
    public void connected() {
        lines.add("connected");
    }

    @Override
    public void disconnected(String why) {
        lines.add("disconnected " + why);
    }

    @Override
    public void stopped(String why) {
        lines.add("stopped " + why);
    }
}
