package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.station.View;

/** What a page is told as it happens. */
sealed interface LiveEvent {
    /** A station shows something else. */
    record StationShown(View view) implements LiveEvent {}

    /** The bin shows something else. */
    record BinShown(BinView view) implements LiveEvent {}

    /** The marks and troubles stand otherwise. */
    record StandingShown(Standing standing) implements LiveEvent {}

    /** Something was recorded, made void or corrected. */
    record LedgerChanged(long version) implements LiveEvent {}

    /** An operator's badge was read at a station. */
    record BadgeShown(String station) implements LiveEvent {}
}
