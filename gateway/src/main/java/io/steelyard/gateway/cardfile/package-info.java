/** The list of cards that is in force here: heard from the platform, kept in the data folder, asked at the bin. */
@NullMarked
package io.steelyard.gateway.cardfile;

import org.jspecify.annotations.NullMarked;
