package io.steelyard.sim.script;

import io.steelyard.sim.script.Kind.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Reads one {@code [[bags]]}: a row of bags, each of which is read, put on the scale a second later, lies there and is
 * taken away. Weights are drawn from a seed, in whole grams, so a run can be repeated.
 */
final class BagsSection {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long READ_BEFORE_PLACED_NANOS = SECOND_NANOS;
    private static final long USUAL_STAY_NANOS = 4 * SECOND_NANOS;
    private static final int BAGS_MAX = 10_000;
    private static final int GRAM_DECIMALS = 3;

    private final Section section;

    private BagsSection(Section section) {
        this.section = section;
    }

    static List<EventSpec> read(Section section, KnownDevices devices) {
        return new BagsSection(section).read(devices);
    }

    private List<EventSpec> read(KnownDevices devices) {
        Optional<DeviceSpec> scale = devices.named(section, "scale", Role.SCALE);
        Optional<DeviceSpec> reader = devices.named(section, "reader", Role.SCANNER, Role.FIELD_READER);
        int count = (int) section.whole("count", 1, 1, BAGS_MAX);
        long firstNanos = section.requiredDurationNanos("first_at");
        long everyNanos = section.requiredDurationNanos("every");
        long stayNanos = section.durationNanos("stay", USUAL_STAY_NANOS);
        if (everyNanos <= stayNanos + READ_BEFORE_PLACED_NANOS) {
            section.fault("every",
                    "write more than stay and one second, or the next bag comes before this one has left");
        }
        List<BigDecimal> kilograms = weights(count);
        String prefix = section.requiredText("code_prefix", "write what each code begins with, as \"BAG-\"");
        reader.ifPresent(known -> requireFits(known.kind().codeForm(), prefix, count));
        section.refuseTheRest();
        List<EventSpec> events = new ArrayList<>();
        if (scale.isPresent() && reader.isPresent()) {
            for (int i = 0; i < count; i++) {
                long atNanos = firstNanos + i * everyNanos;
                events.addAll(readBag(reader.get(), atNanos, reader.get().kind().codeForm().numbered(prefix, i + 1)));
                long placedNanos = atNanos + READ_BEFORE_PLACED_NANOS;
                events.add(EventSpec.once(placedNanos, scale.get().name(), new Act.Place(kilograms.get(i))));
                events.add(EventSpec.once(placedNanos + stayNanos, scale.get().name(), new Act.Clear()));
            }
        }
        return events;
    }

    private List<BigDecimal> weights(int count) {
        SplittableRandom random = new SplittableRandom(section.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
        long leastGrams = grams("weight_min", "0.500");
        long mostGrams = grams("weight_max", "12.000");
        if (leastGrams > mostGrams) {
            section.fault("weight_min", "write no more than weight_max");
            return Collections.nCopies(count, BigDecimal.ONE);
        }
        return random.longs(count, leastGrams, mostGrams + 1)
                .mapToObj(weight -> BigDecimal.valueOf(weight, GRAM_DECIMALS)).toList();
    }

    private long grams(String key, String otherwise) {
        return section.decimal(key, otherwise).movePointRight(GRAM_DECIMALS).longValue();
    }

    private static List<EventSpec> readBag(DeviceSpec reader, long atNanos, String code) {
        if (reader.kind().role() == Role.SCANNER) {
            return List.of(EventSpec.once(atNanos, reader.name(), new Act.Scan(code)));
        }
        return List.of(EventSpec.once(atNanos, reader.name(), new Act.Present(code)),
                EventSpec.once(atNanos + READ_BEFORE_PLACED_NANOS, reader.name(), new Act.Withdraw()));
    }

    private void requireFits(CodeForm form, String prefix, int count) {
        if (!prefix.isEmpty() && !form.fits(form.numbered(prefix, count))) {
            section.fault("code_prefix", "write digits that leave room for the bag's number: this reader's codes have "
                    + form.usualDigits());
        }
    }
}
