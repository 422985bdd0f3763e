package org.pop3j.cli;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A listener: {@code --listen} without TLS from the start, {@code --listen-tls} with it, {@code --listen-legacy-tls} with
 * old versions of it too.
 *
 * @param kind which of them
 * @param address where
 */
record ListenOption(Kind kind, HostPort address) {
    /** The words of the ready line. */
    enum Kind {
        PLAIN("pop3"),
        TLS("pop3s"),
        LEGACY_TLS("pop3s-legacy");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final List<ListenOption> DEFAULTS = List.of(
            new ListenOption(Kind.PLAIN, new HostPort("127.0.0.1", 1110)),
            new ListenOption(Kind.TLS, new HostPort("127.0.0.1", 1995)));

    /** Collects the listeners of all options in their order, which the ready line keeps. */
    static final class Collector implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "Missing required parameter for option " + name(option));
            }
            try {
                HostPort address = HostPort.parse(arguments.pop());
                ServeOptions options =
                        (ServeOptions) command.mixins().get("options").userObject();
                options.add(new ListenOption(kind(option), address));
            } catch (TypeConversionException e) {
                throw new ParameterException(command.commandLine(), name(option) + ": " + e.getMessage());
            }
        }

        private static Kind kind(ArgSpec option) {
            return switch (name(option)) {
                case "--listen-tls" -> Kind.TLS;
                case "--listen-legacy-tls" -> Kind.LEGACY_TLS;
                default -> Kind.PLAIN;
            };
        }

        private static String name(ArgSpec option) {
            return ((OptionSpec) option).longestName();
        }
    }
}
