package org.pop3j.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of openssl in a folder of its own. */
final class Authority {
    private final Program openssl;
    private final Path folder;
    private final String name;

    Authority(Program openssl, Path folder, String name) {
        this.openssl = openssl;
        this.folder = folder;
        this.name = name;
        key(name, "EC");
        run("req -x509 -new -days 9 -subj /CN=" + name + " -addext basicConstraints=critical,CA:TRUE -key " + key(name)
                + " -out " + certificate());
    }

    /** The certificate of the authority. */
    Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** Signs a certificate; its name is that of its files too. */
    Path sign(String subject, String keyKind, String alternativeNames, int days) {
        key(subject, keyKind);
        Path request = folder.resolve(subject + ".csr");
        Path extensions = folder.resolve(subject + ".ext");
        Path certificate = folder.resolve(subject + ".pem");
        try {
            Files.writeString(extensions, "subjectAltName=" + alternativeNames + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("req -new -subj /O=pop3j/CN=" + subject + " -key " + key(subject) + " -out " + request);
        run("x509 -req -in " + request + " -CA " + certificate() + " -CAkey " + key(name) + " -CAcreateserial -days "
                + days + " -extfile " + extensions + " -out " + certificate);
        return certificate;
    }

    Path key(String subject) {
        return folder.resolve(subject + ".key");
    }

    private void key(String subject, String kind) {
        String algorithm =
                kind.equals("EC") ? "EC -pkeyopt ec_paramgen_curve:P-256" : "RSA -pkeyopt rsa_keygen_bits:2048";
        run("genpkey -algorithm " + algorithm + " -out " + key(subject));
    }

    private void run(String arguments) {
        List<String> words = new ArrayList<>(List.of(arguments.split(" +")));
        openssl.output(words.toArray(String[]::new));
    }
}
