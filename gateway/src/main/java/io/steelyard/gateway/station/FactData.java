package io.steelyard.gateway.station;

import tools.jackson.core.JsonGenerator;

/** The {@code data} object of a fact: writes its properties, once, between braces that are already there. */
public interface FactData {
    void writeTo(JsonGenerator json);

    /** One text under its name. */
    static FactData text(String name, String value) {
        return json -> json.writeStringProperty(name, value);
    }

    /** One whole number under its name. */
    static FactData number(String name, long value) {
        return json -> json.writeNumberProperty(name, value);
    }

    /** One yes or no under its name. */
    static FactData flag(String name, boolean value) {
        return json -> json.writeBooleanProperty(name, value);
    }

    /** This and then more. */
    default FactData and(FactData more) {
        return json -> {
            writeTo(json);
            more.writeTo(json);
        };
    }
}
