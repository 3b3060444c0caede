package io.steelyard.sim.wire;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultyWire;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that steps devices in real time and carries their bytes to and from their wires. It owns every model
 * attached to it: whoever wants to put a bag on a scale hands the loop an action by {@link #act}, which runs on the loop's
 * thread before the next step.
 *
 * <p>{@code attach}, {@code plug} and {@code unplug} are called before {@link #start} or within an action.
 */
public final class DeviceLoop implements Closeable {
    /** Actions that may wait for the next step; far more than a person does in five milliseconds. */
    static final int ACTIONS_WAITING_MAX = 1024;

    private static final long STEP_MILLIS = 5;
    private static final long STOP_WITHIN_MILLIS = 5_000;

    private final Consumer<String> report;
    private final BlockingQueue<LongConsumer> inbox = new ArrayBlockingQueue<>(ACTIONS_WAITING_MAX);
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /** @param report told one line each time a wire fails or works again, on the loop's thread */
    public DeviceLoop(Consumer<String> report) {
        this.report = report;
    }

    /** Takes over a device, what happens on its way to the host, and where the host finds it. */
    public void attach(Device device, FaultyWire faults, Wire wire) {
        sockets.add(new Socket(device, faults, wire, report));
    }

    /** Pulls a device's plug: its wire is closed, the device runs on unheard. */
    public void unplug(Device device) {
        socketOf(device).unplug();
    }

    /** Plugs a device into another wire, as a USB adapter comes back. */
    public void plug(Device device, Wire wire) {
        socketOf(device).plug(wire);
    }

    /** Starts the thread. */
    public void start() {
        Thread started = new Thread(this::run, "devices");
        thread = started;
        started.start();
    }

    /**
     * Has an action run on the loop's thread before the next step, in the order of calling; any thread may call.
     *
     * @param actionAtNanos told the loop's monotonic time, to be passed on to the models
     * @throws IllegalStateException if {@value #ACTIONS_WAITING_MAX} actions wait already: the loop does not run
     */
    public void act(LongConsumer actionAtNanos) {
        if (!inbox.offer(actionAtNanos)) {
            throw new IllegalStateException(ACTIONS_WAITING_MAX + " actions wait; is the loop started?");
        }
    }

    /** One step: first the actions that wait, then every device. The loop's thread calls it, or a test by hand. */
    public void step(long nowNanos) {
        List<LongConsumer> waiting = new ArrayList<>();
        inbox.drainTo(waiting);
        waiting.forEach(action -> action.accept(nowNanos));
        sockets.forEach(socket -> socket.step(nowNanos));
    }

    /** Stops the thread and unplugs everything; returns when that is done, at the latest after five seconds. */
    @Override
    public void close() {
        stopping = true;
        Thread running = thread;
        if (running == null) {
            unplugAll();
            return;
        }
        try {
            running.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                LongConsumer action = inbox.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
                long nowNanos = System.nanoTime();
                if (action != null) {
                    action.accept(nowNanos);
                }
                step(nowNanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            unplugAll();
        }
    }

    private void unplugAll() {
        sockets.forEach(Socket::unplug);
    }

    private Socket socketOf(Device device) {
        return sockets.stream().filter(socket -> socket.holds(device)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not attached: " + device.name()));
    }
}
