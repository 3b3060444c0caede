package io.steelyard.gateway.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was answered so far, by the questions' keys. */
record Answers(Map<String, String> given) {
    static final String NONE = "none";
    static final String LATER = "later";

    Answers {
        given = Map.copyOf(given);
    }

    /** A device with the port it is on and its number among all ports, from 1. */
    record Device(int port, String link, Attached attached) {}

    Optional<String> get(String key) {
        return Optional.ofNullable(given.get(key));
    }

    String text(String key) {
        return given.getOrDefault(key, "");
    }

    BigDecimal decimal(String key) {
        return new BigDecimal(text(key));
    }

    List<String> ports() {
        return Arrays.stream(text("ports").split(",")).map(String::strip).filter(port -> !port.isEmpty()).toList();
    }

    private List<Device> devices() {
        var devices = new ArrayList<Device>();
        var ports = ports();
        for (int number = 1; number <= ports.size(); number++) {
            int port = number;
            Attached.parse(text("device-" + number))
                    .ifPresent(attached -> devices.add(new Device(port, ports.get(port - 1), attached)));
        }
        return devices;
    }

    List<Device> scales() {
        return devices().stream().filter(device -> device.attached().scale()).toList();
    }

    List<Device> readers() {
        return devices().stream().filter(device -> !device.attached().scale()).toList();
    }

    SiteProfile profile() {
        return SiteProfile.named(text("profile")).orElse(SiteProfile.SERVICE_STATION);
    }

    boolean encrypted() {
        return text("broker").startsWith("ssl:");
    }

    /** Whether a scale, counted from 1, is to be checked now. */
    boolean checks(int scale) {
        return get("scale-" + scale + "-reference").filter(answer -> !answer.equals(LATER)).isPresent();
    }

    /** At which station, counted from 1, a reader, counted from 1, stands. */
    int stationOf(int reader) {
        return get("reader-" + reader + "-station").map(name -> name.replace("bay-", "")).map(Integer::parseInt)
                .orElse(1);
    }
}
