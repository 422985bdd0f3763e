/**
 * How fast pop3j is. Start at {@link org.pop3j.bench.Bench}: {@code jmh} runs the benchmarks named {@code *Benchmark}; each command
 * leaves a report in Markdown and JSON, with its plots.
 */
@NullMarked
package org.pop3j.bench;

import org.jspecify.annotations.NullMarked;
