package org.pop3j.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.Command;
import org.pop3j.sasl.SaslMechanism;

/** Starts a JVM with the classes of this one. */
final class ChildJvm {
    private ChildJvm() {}

    static Process start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(options, main, arguments))
                .redirectErrorStream(true)
                .start();
    }

    /** What to start. */
    static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Where the classes lie, whether this JVM has them on the class path or on the module path. */
    private static String classPath() {
        List<String> places = new ArrayList<>();
        for (Class<?> one : List.of(Pop3Client.class, ChildJvm.class, Command.class, SaslMechanism.class)) {
            places.add(Path.of(java.net.URI.create(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        // Within a patched module the tests seem to come from the folder of the classes.
        places.add(Path.of("target", "test-classes").toAbsolutePath().toString());
        places.add(Path.of("target", "classes").toAbsolutePath().toString());
        return String.join(java.io.File.pathSeparator, places);
    }
}
