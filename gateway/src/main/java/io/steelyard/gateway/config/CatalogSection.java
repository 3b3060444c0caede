package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code [catalog]} and the documents that it names. */
final class CatalogSection {
    private final Section catalog;
    private final Path base;
    private final List<ConfigException> refused;
    private final List<Document> documents = new ArrayList<>();

    /**
     * @param base where relative paths start
     * @param refused takes what is wrong with a document
     */
    CatalogSection(Section catalog, Path base, List<ConfigException> refused) {
        this.catalog = catalog;
        this.base = base;
        this.refused = refused;
    }

    Catalog read() {
        var materials = read("materials", MaterialNamesDocument::read);
        var tariff = read("tariff", TariffDocument::read);
        var factors = read("factors", FactorsDocument::read);
        catalog.finish();
        return new Catalog(materials, tariff, factors, documents);
    }

    /** The document that the setting of its own name points to. */
    private <T> Optional<T> read(String name, DocumentFile.Body<T> body) {
        var file = catalog.parsedOr(name, Optional.<Path>empty(),
                text -> Section.resolved(text, base).map(Optional::of), "must be a path");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var read = DocumentFile.read(file.get(), name, body);
            documents.add(read.document());
            return Optional.of(read.content());
        } catch (IOException unreadable) {
            catalog.fault(name, "cannot be read; put the document there or name an existing file");
        } catch (ConfigException faults) {
            refused.add(faults);
        }
        return Optional.empty();
    }
}
