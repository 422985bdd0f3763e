package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where certificates with their keys come from. */
sealed interface TlsSource {
    List<TlsIdentity> read(Optional<char[]> passphrase) throws IOException, TlsFileException;

    /** A chain, the server's own certificate first, and its key; both may be in one file. */
    record Pem(Path certificate, Path key) implements TlsSource {
        @Override
        public List<TlsIdentity> read(Optional<char[]> passphrase) throws IOException, TlsFileException {
            return List.of(TlsIdentity.read(certificate, key, passphrase));
        }
    }

    /** All keys of a file. */
    record Pkcs12(Path file) implements TlsSource {
        @Override
        public List<TlsIdentity> read(Optional<char[]> passphrase) throws IOException, TlsFileException {
            return Pkcs12File.read(file, passphrase.orElseGet(() -> new char[0]));
        }
    }
}
