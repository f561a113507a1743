package dev.larder.benchmarks.report;

import dev.larder.benchmarks.store.Subject;

/**
 * What one fork measured.
 *
 * @param row the row's title
 * @param round counts from 1
 * @param operationsPerMicro wall clock, all threads together
 * @param cpuNanos CPU time of the JVM per operation; NaN when it would mislead
 * @param allocatedBytes per operation
 * @param othersPercent how much of the machine others had meanwhile
 */
public record Sample(
    String row,
    Subject subject,
    int round,
    double operationsPerMicro,
    double cpuNanos,
    double allocatedBytes,
    double othersPercent) {}
