package org.pop3j.sasl;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/**
 * The keying material of a TLS connection for channel binding (R9266-01): label, empty context, 32 octets. Reaches {@code
 * ExtendedSSLSession.exportKeyingMaterialData} by a method handle, because the bytecode is Java 17's and JDK 25 has it.
 */
final class TlsExporter {
    private static final System.Logger LOG = System.getLogger(TlsExporter.class.getName());
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int OCTETS = 32;
    private static final Optional<MethodHandle> EXPORT = find();

    private TlsExporter() {}

    /** Empty where the JDK cannot, or must not: TLS 1.2 without the extended master secret. */
    static Optional<byte[]> export(SSLSession session) {
        if (EXPORT.isEmpty() || !(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            return Optional.of((byte[]) EXPORT.orElseThrow().invokeExact(extended, LABEL, new byte[0], OCTETS));
        } catch (Error e) {
            throw e;
        } catch (Throwable notOfThisConnection) {
            LOG.log(Level.DEBUG, "no keying material of this connection: {0}", notOfThisConnection.toString());
            return Optional.empty();
        }
    }

    private static Optional<MethodHandle> find() {
        try {
            MethodType type = MethodType.methodType(byte[].class, String.class, byte[].class, int.class);
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(ExtendedSSLSession.class, "exportKeyingMaterialData", type));
        } catch (NoSuchMethodException olderJdk) {
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public method cannot be reached", e);
        }
    }
}
