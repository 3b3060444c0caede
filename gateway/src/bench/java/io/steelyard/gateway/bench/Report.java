package io.steelyard.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table, as Markdown, and the plot. */
final class Report {
    private static final String HEAD = """
            | what | ours | beside | median (least … most) | goal | |
            | --- | ---: | ---: | ---: | ---: | --- |
            """;

    private final Findings findings;
    private final List<Figure> figures;

    /** A report of what was measured of these. */
    Report(Findings findings, List<Figure> figures) {
        this.findings = findings;
        this.figures = figures.stream().filter(figure -> !figure.compared(findings).isEmpty()).toList();
    }

    String markdown() {
        var text = new StringBuilder(HEAD);
        figures.forEach(figure -> text.append(row(figure)));
        text.append('\n');
        findings.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private String row(Figure figure) {
        var compared = Spread.of(figure.compared(findings));
        return "| " + figure.says() + " | " + of(figure.ours(), figure.unit()) + " | "
                + of(figure.beside(), figure.unit()) + " | " + text(compared) + " | " + figure.goal() + " | "
                + verdict(figure, compared) + " |\n";
    }

    private String of(String series, String unit) {
        var numbers = findings.of(series);
        return numbers.isEmpty() ? "" : (Numbers.text(Spread.of(numbers).median()) + " " + unit).strip();
    }

    private static String text(Spread spread) {
        return "**" + Numbers.text(spread.median()) + "** (" + Numbers.text(spread.least()) + " … "
                + Numbers.text(spread.most()) + ")";
    }

    private static String verdict(Figure figure, Spread compared) {
        if (figure.goal().isNone()) {
            return "";
        }
        return figure.goal().isMetBy(compared.median()) ? "met" : "**missed**";
    }

    /** How many goals were missed. */
    long missed() {
        return figures.stream().filter(
                figure -> !figure.goal().isMetBy(Spread.of(figure.compared(findings)).median())).count();
    }

    /** Writes table and plot into a folder; what was written. */
    List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var table = folder.resolve("benchmark.md");
        var plot = folder.resolve("benchmark.svg");
        Files.writeString(table, markdown());
        Files.writeString(plot, Plot.svg(bars()));
        return List.of(table, plot);
    }

    private List<Plot.Bar> bars() {
        var bars = new ArrayList<Plot.Bar>();
        for (var figure : figures) {
            if (figure.comparison() == Figure.Comparison.RATIO) {
                bars.add(new Plot.Bar(figure.says(), Spread.of(figure.compared(findings)), figure.goal()));
            }
        }
        return bars;
    }
}
