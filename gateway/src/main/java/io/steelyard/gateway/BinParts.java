package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinPlan;
import io.steelyard.gateway.bin.Doors;
import io.steelyard.gateway.bin.SmartBin;
import io.steelyard.gateway.cardfile.CardDesk;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.pin.Panel;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.station.Tokens;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bin of a gateway with what it knows by itself: its list of cards, and what the facts say of it. */
final class BinParts {
    private final GatewayConfig.Bin settings;
    private final Surroundings around;
    private final JournalLoop journal;
    private final CardDesk cards;
    private final BinBooks books;
    private final BinInputs inputs;
    /** Whatever may tell an alarm. */
    private final Set<String> sources;

    BinParts(GatewayConfig config, GatewayConfig.Bin settings, Surroundings around, JournalLoop journal) {
        this.settings = settings;
        this.around = around;
        this.journal = journal;
        this.cards = CardDesk.open(config.data(), config.id(), config.uplink().platformKey(), settings.cards(),
                around.time(), journal, around.complaints());
        this.books = BinBooks.open(config.data(), journal.id(), journal.head(), around.complaints());
        var compartments = settings.compartments().stream().map(GatewayConfig.Compartment::name)
                .collect(Collectors.toSet());
        this.sources = Stream.of(compartments.stream(), config.pins().pins().stream().map(Pin::name),
                settings.temperatures().stream().map(one -> one.sensor().name())).flatMap(names -> names)
                .collect(Collectors.toSet());
        this.inputs = new BinInputs(new PinNews(around.complaints()),
                compartments, around.time());
    }

    GatewayConfig.Bin settings() {
        return settings;
    }

    /** Takes the platform's list of cards. */
    CardDesk cards() {
        return cards;
    }

    /** Knows of every fact before whoever offered it. */
    BinLedger ledger() {
        return books.ledger();
    }

    /** Keeps what the facts say, when it is due; of the journal's thread. */
    BinBooks books() {
        return books;
    }

    /** Takes what its doors, detectors and buttons say, once it has begun. */
    BinInputs inputs() {
        return inputs;
    }

    /** Begins with what the facts say of it: they are all in the ledger. */
    SmartBin begin(Optional<Tariff> tariff, Tokens tokens, Optional<Panel> panel, BinDisplay display) {
        cards.note();
        var scales = settings.compartments().stream()
                .collect(Collectors.toMap(GatewayConfig.Compartment::name, BinParts::identity));
        var plan = new BinPlan(settings.name(), settings.rules(), scales, tariff, tokens, settings.hours(),
                settings.told().toNanos());
        var bin = new SmartBin(plan, journal.id(), books.ledger(), cards, journal, doors(panel), display, this::clock,
                around.time().monotonicNanos());
        inputs.feed(bin);
        forgetWhatIsGone(bin);
        return bin;
    }

    /** An alarm of a detector that is not there any more would last for ever. */
    private void forgetWhatIsGone(SmartBin bin) {
        bin.soundings().stream().filter(one -> !sources.contains(one.source()))
                .forEach(one -> bin.on(new Event.Alarmed(around.time().monotonicNanos(), one, false)));
    }

    private static ScaleIdentity identity(GatewayConfig.Compartment compartment) {
        var scale = compartment.scale();
        return new ScaleIdentity(scale.name(), scale.dialect().wireName(), scale.serial());
    }

    private static Doors doors(Optional<Panel> panel) {
        return new Doors() {
            @Override
            public boolean unlock(String compartment) {
                return panel.map(locks -> locks.pulse(compartment)).orElse(false);
            }

            @Override
            public void lock() {
                panel.ifPresent(Panel::rest);
            }
        };
    }

    private Optional<LocalTime> clock() {
        Time time = around.time();
        return time.wallTrusted() ? Optional.of(LocalTime.ofInstant(time.wall(), around.zone())) : Optional.empty();
    }
}
