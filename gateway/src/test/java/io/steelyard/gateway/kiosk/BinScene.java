package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.BinView.Door;
import io.steelyard.gateway.bin.BinView.Part;
import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.bin.BinView.Shown;
import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.MaterialNames;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

/** What a bin's panel could be told, in the daemon's own words: views as the bin makes them, written as the kiosk writes them. */
final class BinScene {
    static final int DOORS_MAX = 8;
    private static final List<String> MATERIALS = List.of("0101", "0201", "0404", "0501", "0103", "0105", "0303",
            "0407");
    private static final List<Integer> FILLS = List.of(12, 40, 78, 93, 0, 100, 55, 61);
    private static final BigDecimal RATE = new BigDecimal("0.80");
    private static final Catalog CATALOG = new Catalog(Optional.of(names()),
            Optional.of(new Tariff("hz-2026-11", 2, Map.of("0101", RATE))), Optional.empty(), List.of());
    private static final Tariff.Points POINTS = new Tariff.Points(new BigDecimal("2.77"), RATE, "hz-2026-11",
            Optional.empty());

    private BinScene() {}

    private static MaterialNames names() {
        try {
            var document = Toml.parse(Path.of("..", "config", "catalog", "materials-2026-11.toml"));
            return new MaterialNames(Map.of(), document.getTableOrEmpty("materials").toMap().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> named((TomlTable) entry.getValue()))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Names named(TomlTable names) {
        return new Names(String.valueOf(names.getString("zh-CN")), String.valueOf(names.getString("en")));
    }

    private static Site site(int doors) {
        var compartments = parts(doors).stream().map(part -> new Site.Compartment(part.name(), part.material()))
                .toList();
        return new Site("hz-yuhang-0042", "hangzhou", "steelyard", List.of(), List.of(), CATALOG,
                Optional.of(new Site.BinPlace("bin-1", compartments,
                        Optional.of(new Names("文一西路 998 号", "998 Wenyi West Road")))));
    }

    /** As {@code /api/site} says it. */
    static String siteJson(int doors) {
        return text(json -> site(doors).writeTo(json, List.of()));
    }

    /** As the live stream says it, of a bin of that name. */
    static String json(BinView view, String bin) {
        var named = new BinView(bin, view.phase(), view.serves(), view.compartments(), view.alarms(), view.trouble(),
                view.ended(), view.credits());
        return text(json -> new BinJson(site(DOORS_MAX)).write(json, named));
    }

    private static String text(Json json) {
        return new String(json.bytes(), StandardCharsets.UTF_8);
    }

    /** Compartments that take something, the last of them unless it is the only one without a rate and without a sensor. */
    static List<Part> parts(int doors) {
        return IntStream.range(0, doors)
                .mapToObj(index -> new Part("door-" + (index + 1), MATERIALS.get(index), Door.SHUT,
                        index == 0 || index < doors - 1 ? Optional.of(FILLS.get(index)) : Optional.empty(), true,
                        Optional.empty(),
                        index == 0 || index < doors - 1 ? Optional.of(RATE) : Optional.empty()))
                .toList();
    }

    /** The same compartment that takes nothing. */
    static Part closed(Part part, Sentence.Code why) {
        var fill = why == Sentence.Code.FULL ? Optional.of(96) : part.fillPercent();
        return new Part(part.name(), part.material(), part.door(), fill, false,
                Optional.of(new Sentence(why, "for the staff")), part.perKilogram());
    }

    static BinView view(Phase phase, List<Part> parts) {
        return new BinView("bin-1", phase, Optional.empty(), parts, Set.of(), Optional.empty(), Optional.empty(), 0);
    }

    /** A session at one of the doors. */
    static BinView serving(Phase phase, List<Part> parts, int door) {
        var served = parts.get(door - 1).name();
        return new BinView("bin-1", phase, Optional.of(served), parts, Set.of(), Optional.empty(), Optional.empty(), 0);
    }

    static BinView alarmed(Set<Alarm> alarms, Optional<Shown> ended) {
        return new BinView("bin-1", ended.isPresent() ? Phase.ENDED : Phase.OUT_OF_SERVICE, Optional.empty(), parts(3),
                alarms, Optional.empty(), ended, 0);
    }

    static BinView troubled(Sentence.Code why, List<Part> parts) {
        return new BinView("bin-1", Phase.OUT_OF_SERVICE, Optional.empty(), parts, Set.of(),
                Optional.of(new Sentence(why, "for the staff")), Optional.empty(), 0);
    }

    /** Shown as long as the bin says so; in another phase it is somebody else's card. */
    static BinView ended(Phase phase, Shown ended) {
        return new BinView("bin-1", phase, Optional.of("door-1"), parts(3), Set.of(), Optional.empty(),
                Optional.of(ended), 0);
    }

    static Shown credited(Standing standing, String kilograms) {
        return new Shown(Outcome.CREDITED, standing, Optional.of("door-1"), Optional.of(new BigDecimal(kilograms)),
                WeightUnit.KILOGRAM, standing == Standing.RESIDENT ? Optional.of(POINTS) : Optional.empty(), 1843,
                "id-1843");
    }

    static Shown uncredited(Outcome outcome) {
        var delta = switch (outcome) {
            case TOO_LIGHT -> Optional.of(new BigDecimal("0.05"));
            case REMOVED -> Optional.of(new BigDecimal("-1.20"));
            default -> Optional.<BigDecimal>empty();
        };
        return new Shown(outcome, Standing.RESIDENT, Optional.of("door-1"), delta, WeightUnit.KILOGRAM,
                Optional.empty(), 1843, "id-1843");
    }
}
