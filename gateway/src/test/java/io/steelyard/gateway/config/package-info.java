/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.config;

import org.jspecify.annotations.NullMarked;
