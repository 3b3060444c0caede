package io.steelyard.gateway.bench;

import java.util.Arrays;
import java.util.List;

/** How a number came out over the rounds. */
record Spread(double median, double least, double most) {
    static Spread of(List<Double> numbers) {
        return new Spread(quantile(numbers, 0.5), quantile(numbers, 0), quantile(numbers, 1));
    }

    /** The number below which that share of them lies, between neighbours by proportion. */
    static double quantile(List<Double> numbers, double share) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return quantile(sorted, share);
    }

    /** The same of nanoseconds, in milliseconds. */
    static double millis(long[] nanos, double share) {
        double[] sorted = Arrays.stream(nanos).mapToDouble(one -> one / 1e6).sorted().toArray();
        return quantile(sorted, share);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
