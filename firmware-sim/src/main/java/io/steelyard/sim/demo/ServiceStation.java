package io.steelyard.sim.demo;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.wire.DeviceLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Weighing points with a clerk at each. Its people are stepped by one thread. */
final class ServiceStation implements Site {
    private static final Pattern COMMITTED = Pattern.compile("\\S+ (\\S+) committed #(\\d+) \\S+ id (\\S+)");

    private final List<Clerk> clerks = new ArrayList<>();
    private int bagsBegun;

    ServiceStation(DeviceLoop devices, SplittableRandom random) {
        Bays.all().forEach(bay -> clerks.add(new Clerk(bay, devices, this::nextBag, random.split())));
    }

    private int nextBag() {
        return ++bagsBegun;
    }

    @Override
    public List<Device> devices() {
        return clerks.stream().flatMap(clerk -> clerk.bay().devices().stream()).toList();
    }

    @Override
    public String config() {
        return clerks.stream().map(clerk -> clerk.bay().config()).collect(Collectors.joining());
    }

    @Override
    public void begin(long nowNanos) {
        clerks.forEach(clerk -> clerk.begin(nowNanos));
    }

    @Override
    public void step(long nowNanos) {
        clerks.forEach(clerk -> clerk.step(nowNanos));
    }

    @Override
    public void close(long nowNanos) {
        clerks.forEach(clerk -> clerk.goHome(nowNanos));
    }

    @Override
    public boolean closed(long nowNanos) {
        return true;
    }

    @Override
    public Optional<Promise> promised(String line) {
        var committed = COMMITTED.matcher(line);
        if (!committed.matches()) {
            return Optional.empty();
        }
        clerks.stream().filter(clerk -> clerk.bay().name().equals(committed.group(1))).forEach(Clerk::committed);
        return Optional.of(new Promise(Long.parseLong(committed.group(2)), committed.group(3)));
    }

    @Override
    public int served() {
        return clerks.stream().mapToInt(Clerk::count).sum();
    }

    @Override
    public List<Placement> placements() {
        return clerks.stream().flatMap(clerk -> clerk.placements().stream()).toList();
    }

    @Override
    public List<CompartmentStory> compartments() {
        return List.of();
    }
}
