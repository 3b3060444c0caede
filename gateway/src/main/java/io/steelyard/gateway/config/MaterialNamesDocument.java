package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.MaterialNames;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What only the document {@code materials} has: names for every group and code, so that no screen shows a bare code. */
final class MaterialNamesDocument {
    private MaterialNamesDocument() {}

    static MaterialNames read(Section root, Document document) {
        return new MaterialNames(
                all(root.section("groups"), Materials.groups(), "is not a group; use 01 to 09 or H"),
                all(root.section("materials"), Materials.codes(), DocumentFile.CODE_REMEDY));
    }

    private static Map<String, Names> all(Section section, List<String> codes, String remedy) {
        section.keys().stream().filter(key -> !codes.contains(key)).sorted()
                .forEach(key -> section.fault(key, remedy));
        var names = new HashMap<String, Names>();
        codes.forEach(code -> names.put(code, DocumentFile.names(section, code)));
        return names;
    }
}
