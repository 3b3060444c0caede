/** Materials, tariff and factors: versioned documents, pure. Reading their files is {@code config}'s. */
@NullMarked
package io.steelyard.gateway.catalog;

import org.jspecify.annotations.NullMarked;
