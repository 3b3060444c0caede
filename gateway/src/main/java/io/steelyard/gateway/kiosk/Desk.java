package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.station.Bookings;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.station.Tokens;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people at the kiosk work with.
 *
 * @param ledger what was recorded, as it counts now
 * @param bookings takes their voids, corrections, typed weights and shifts
 * @param stations by name
 * @param tokens tells which records are whose
 * @param zone whose day is today
 * @param bin takes what residents choose, where the site has a bin
 */
public record Desk(Ledger ledger, Bookings bookings, Function<String, Optional<Station>> stations, Tokens tokens,
        ZoneId zone, Optional<BinDesk> bin) {}
