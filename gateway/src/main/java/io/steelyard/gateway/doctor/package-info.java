/** What is wrong with a site, and what to do about it. */
@NullMarked
package io.steelyard.gateway.doctor;

import org.jspecify.annotations.NullMarked;
