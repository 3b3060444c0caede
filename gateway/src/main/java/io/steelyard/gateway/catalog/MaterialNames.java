package io.steelyard.gateway.catalog;

import java.util.Map;

/**
 * The document {@code materials}: what people call each group and each code of {@link Materials}, all of them.
 *
 * @param groups by group, 01 to 09 and H
 * @param materials by code
 */
public record MaterialNames(Map<String, Names> groups, Map<String, Names> materials) {
    public MaterialNames {
        groups = Map.copyOf(groups);
        materials = Map.copyOf(materials);
    }
}
