package io.steelyard.gateway.bench;

import java.util.List;
import java.util.Locale;

/** Ratios on a logarithmic scale: a dot at the median, a line from least to most, a stroke at the goal. */
final class Plot {
    private static final int TEXT_WIDTH = 430;
    private static final int WIDTH = 1_000;
    private static final int ROW_HEIGHT = 28;
    private static final int TOP = 40;
    private static final int MARGIN = 30;

    /** One row. */
    record Bar(String says, Spread ratio, Goal goal) {}

    private final double leastPower;
    private final double mostPower;

    private Plot(List<Bar> bars) {
        this.leastPower = Math.floor(bars.stream().mapToDouble(bar -> Math.log10(bar.ratio().least())).min().orElse(0));
        this.mostPower = Math.ceil(bars.stream().mapToDouble(bar -> Math.log10(bar.ratio().most())).max().orElse(1));
    }

    static String svg(List<Bar> bars) {
        return new Plot(bars).draw(bars);
    }

    private String draw(List<Bar> bars) {
        int height = TOP + bars.size() * ROW_HEIGHT + MARGIN;
        var svg = new StringBuilder(text("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="20" font-weight="bold">Ratios: median, least to most over the rounds; red: the goal</text>
                """, WIDTH, height));
        for (double power = leastPower; power <= mostPower; power++) {
            double x = x(Math.pow(10, power));
            svg.append(line(x, TOP - 8, x, height - MARGIN, power == 0 ? "#888" : "#ddd", 1));
            svg.append(text("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x, height - 10,
                    Numbers.text(Math.pow(10, power))));
        }
        for (int row = 0; row < bars.size(); row++) {
            svg.append(row(bars.get(row), TOP + row * ROW_HEIGHT + ROW_HEIGHT / 2));
        }
        return svg.append("</svg>\n").toString();
    }

    private String row(Bar bar, int y) {
        var says = text("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s: %s</text>%n", TEXT_WIDTH - 10, y + 4,
                bar.says(), Numbers.text(bar.ratio().median()));
        var goal = bar.goal().isNone()
                ? ""
                : line(x(bar.goal().bound()), y - 9, x(bar.goal().bound()), y + 9, "#c00", 2);
        return says + line(x(bar.ratio().least()), y, x(bar.ratio().most()), y, "#369", 3)
                + text("<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"#036\"/>%n", x(bar.ratio().median()), y) + goal;
    }

    private double x(double ratio) {
        double share = (Math.log10(ratio) - leastPower) / (mostPower - leastPower);
        return TEXT_WIDTH + Math.clamp(share, 0, 1) * (WIDTH - TEXT_WIDTH - MARGIN);
    }

    private static String line(double fromX, double fromY, double toX, double toY, String colour, int width) {
        return text("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
                fromX, fromY, toX, toY, colour, width);
    }

    private static String text(String pattern, Object... parts) {
        return String.format(Locale.ROOT, pattern, parts);
    }
}
