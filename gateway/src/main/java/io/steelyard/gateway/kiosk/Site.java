package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What does not change while the daemon runs: who it is, its stations, its documents.
 *
 * @param gateway its name
 * @param software name and version
 * @param bin the bin that residents use, where there is one
 */
public record Site(String gateway, String city, String software, List<Point> stations, List<Device> devices,
        Catalog catalog, Optional<BinPlace> bin) {
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");

    public Site {
        stations = List.copyOf(stations);
        devices = List.copyOf(devices);
    }

    /**
     * One weighing point.
     *
     * @param material what is booked where nobody chooses
     * @param manual whether operators may type a weight
     */
    public record Point(String name, Rules rules, String material, boolean manual) {}

    /**
     * One scale or reader.
     *
     * @param kind scale or reader
     * @param link where it is attached
     */
    public record Device(String name, String station, String kind, String dialect, String link) {}

    /**
     * The smart bin.
     *
     * @param compartments from left to right, as their doors stand
     * @param next where the next bin is, as an address or how to get there
     */
    public record BinPlace(String name, List<Compartment> compartments, Optional<Names> next) {
        public BinPlace {
            compartments = List.copyOf(compartments);
        }
    }

    /**
     * One compartment of the bin.
     *
     * @param material what it takes, by code
     */
    public record Compartment(String name, String material) {}

    Optional<Point> station(String name) {
        return stations.stream().filter(point -> point.name().equals(name)).findFirst();
    }

    void writeTo(JsonGenerator json, List<String> often) {
        json.writeStringProperty("gateway", gateway);
        json.writeStringProperty("city", city);
        json.writeStringProperty("software", software);
        Json.objects(json, "stations", stations, Site::station);
        Json.objects(json, "materials", Materials.codes(), (_, code) -> material(json, code));
        Json.objects(json, "groups", Materials.groups(), (_, group) -> {
            json.writeStringProperty("code", group);
            names(json, catalog.materials().flatMap(names -> Optional.ofNullable(names.groups().get(group))), group);
        });
        Json.object(json, "tariff", catalog.tariff(), (_, tariff) -> {
            json.writeStringProperty("version", tariff.version());
            Json.text(json, "sha256", tariff.document());
        });
        Json.object(json, "factors", catalog.factors(), (_, factors) -> {
            Json.text(json, "version", document("factors").map(Document::version));
            json.writeBooleanProperty("indicative", true);
            json.writeStringProperty("source", factors.source());
        });
        Json.texts(json, "often", often);
        Json.texts(json, "languages", LANGUAGES);
        if (bin.isPresent()) {
            Json.object(json, "bin", bin, this::bin);
        }
    }

    private void bin(JsonGenerator json, BinPlace place) {
        json.writeStringProperty("name", place.name());
        Json.objects(json, "compartments", place.compartments(), (_, compartment) -> {
            json.writeStringProperty("name", compartment.name());
            json.writeStringProperty("material", compartment.material());
        });
        Json.object(json, "next", place.next(), (_, next) -> names(json, Optional.of(next), ""));
    }

    private static void station(JsonGenerator json, Point point) {
        var rules = point.rules();
        json.writeStringProperty("name", point.name());
        json.writeStringProperty("unit", rules.unit().text());
        json.writeStringProperty("division", rules.division().toPlainString());
        json.writeStringProperty("min", rules.least().toPlainString());
        json.writeStringProperty("max", rules.most().toPlainString());
        json.writeStringProperty("commit", rules.commit().name().toLowerCase(Locale.ROOT));
        json.writeBooleanProperty("manual", point.manual());
        Json.texts(json, "needs", rules.needs().stream().sorted().map(StationJson::word).toList());
        json.writeStringProperty("material", point.material());
    }

    private void material(JsonGenerator json, String code) {
        json.writeStringProperty("code", code);
        json.writeStringProperty("group", group(code));
        names(json, code);
        Json.text(json, "points", Optional.ofNullable(catalog.tariff().map(Tariff::pointsPerKilogram).orElse(Map.of())
                .get(code)).map(BigDecimal::toPlainString));
    }

    /** What people call that material; the code itself where no document names it. */
    void names(JsonGenerator json, String code) {
        names(json, catalog.materials().flatMap(names -> Optional.ofNullable(names.materials().get(code))), code);
    }

    /** 01 to 09, H, and for what belongs to none of these the code itself. */
    private static String group(String code) {
        return Materials.groups().stream().filter(code::startsWith).findFirst().orElse(code);
    }

    private static void names(JsonGenerator json, Optional<Names> names, String otherwise) {
        json.writeStringProperty("zh", names.map(Names::chinese).orElse(otherwise));
        json.writeStringProperty("en", names.map(Names::english).orElse(otherwise));
    }

    private Optional<Document> document(String name) {
        return catalog.documents().stream().filter(document -> document.name().equals(name)).findFirst();
    }
}
