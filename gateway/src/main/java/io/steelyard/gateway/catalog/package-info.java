/** Materials and tariffs: versioned documents, pure. */
@NullMarked
package io.steelyard.gateway.catalog;

import org.jspecify.annotations.NullMarked;
