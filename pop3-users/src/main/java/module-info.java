import org.jspecify.annotations.NullMarked;

/**
 * Users and keys for a server: the users file, password hashes, PEM certificates and keys, the self-signed certificate.
 *
 * <p>Start at {@link org.pop3j.users.UsersFileAuthenticator} for logins and at {@link org.pop3j.users.TlsFiles} for TLS.
 * This is the only module on a main path that needs BouncyCastle: for Argon2, for PEM forms that the JDK cannot read, and
 * for making a certificate. The provider is never registered in the JVM.
 */
@NullMarked
module org.pop3j.users {
    requires transitive org.pop3j.server;
    requires org.pop3j.codec;
    requires transitive org.pop3j.sasl;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires org.apache.commons.codec;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;
    requires static transitive org.jspecify;

    exports org.pop3j.users;
}
