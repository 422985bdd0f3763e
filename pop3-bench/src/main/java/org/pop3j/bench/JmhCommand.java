package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs JMH benchmarks of this module. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Runs JMH benchmarks; behind -- come JMH's own options, such as -- -f 1 -wi 2 -i 3 Encoder")
final class JmhCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Parameters(arity = "0..*", paramLabel = "JMH", description = "Options of JMH and patterns of benchmarks.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, CommandLineOptionException, RunnerException {
        Path folder = Files.createDirectories(reports.folder().resolve("jmh"));
        CommandLineOptions given = new CommandLineOptions(arguments.toArray(String[]::new));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(given)
                        .resultFormat(ResultFormatType.JSON)
                        .result(folder.resolve("jmh.json").toString())
                        .build())
                .run();
        Report report = new Report("JMH");
        report.add(table(results));
        report.write(folder);
        System.out.println("report: " + folder.resolve("report.md"));
        return 0;
    }

    private static ReportTable table(Collection<RunResult> results) {
        ReportTable table =
                new ReportTable("Scores", List.of("benchmark", "parameters", "mode", "score", "error", "unit"));
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            Result<?> primary = result.getPrimaryResult();
            String shortName = params.getBenchmark().replaceAll("^.*\\.(?=[^.]*\\.[^.]*$)", "");
            String parameters = params.getParamsKeys().stream()
                    .map(key -> key + "=" + params.getParam(key))
                    .collect(Collectors.joining(" "));
            table.row(
                    shortName,
                    parameters,
                    params.getMode().shortLabel(),
                    primary.getScore(),
                    primary.getScoreError(),
                    primary.getScoreUnit());
        }
        return table;
    }
}
