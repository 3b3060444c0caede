package io.steelyard.gateway.station;

import tools.jackson.core.JsonGenerator;

/** The {@code data} object of a fact: writes its properties, once, between braces that are already there. */
public interface FactData {
    void writeTo(JsonGenerator json);
}
