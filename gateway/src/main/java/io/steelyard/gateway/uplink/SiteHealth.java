package io.steelyard.gateway.uplink;

import tools.jackson.core.JsonGenerator;

/** How the site is, for the status; another one, by {@code equals}, is news. */
public interface SiteHealth {
    /** Its properties, among others of one object. */
    void writeTo(JsonGenerator json);
}
