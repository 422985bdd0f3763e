package org.pop3j.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Kerberos tickets {@code pop3 serve} takes. */
final class KerberosOptions {
    @Option(
            names = "--kerberos-keytab",
            paramLabel = "FILE",
            description =
                    "Take Kerberos tickets (GSSAPI) for the service pop/HOST, HOST being --host-name, whose key is"
                            + " in this file. Needs --kerberos-realm.")
    private Optional<Path> keytab = Optional.empty();

    @Option(
            names = "--kerberos-realm",
            paramLabel = "REALM",
            description = "The realm of the service and of its users: ann@REALM is ann.")
    private Optional<String> realm = Optional.empty();

    /** These options, and those of a configuration file where nothing is said here. */
    KerberosOptions orElse(KerberosOptions file) {
        KerberosOptions merged = new KerberosOptions();
        merged.keytab = keytab.or(() -> file.keytab);
        merged.realm = realm.or(() -> file.realm);
        return merged;
    }

    /**
     * The key, ready to be used by the whole process.
     *
     * @param host the host in the name of the service
     */
    Optional<KerberosKey> key(String host) throws Failure {
        if (keytab.isEmpty() && realm.isEmpty()) {
            return Optional.empty();
        }
        if (keytab.isEmpty() || realm.isEmpty()) {
            throw Failure.refused("expected --kerberos-keytab FILE and --kerberos-realm REALM, got one of the two");
        }
        return Optional.of(KerberosKey.install(keytab.get(), host, realm.get()));
    }

    boolean isPresent() {
        return keytab.isPresent() || realm.isPresent();
    }
}
