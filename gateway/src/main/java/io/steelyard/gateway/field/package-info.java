/** Tools for the technician on site: what do these bytes say, what is attached, what is wrong. */
@NullMarked
package io.steelyard.gateway.field;

import org.jspecify.annotations.NullMarked;
