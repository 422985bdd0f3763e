import org.jspecify.annotations.NullMarked;

/**
 * SASL mechanisms for POP3, both sides: SCRAM with and without channel binding, PLAIN, LOGIN, OAUTHBEARER, XOAUTH2,
 * EXTERNAL, CRAM-MD5, and the JDK's DIGEST-MD5, NTLM and GSSAPI; besides them the digest of APOP.
 *
 * <p>Start at {@link org.pop3j.sasl.SaslClients} and {@link org.pop3j.sasl.SaslServers}: plain factories of {@link
 * javax.security.sasl.SaslClient} and {@link javax.security.sasl.SaslServer}. Nothing is registered in the JVM. GSSAPI is
 * the JDK's module {@code jdk.security.jgss}, found as a service where the run-time image has it.
 */
@NullMarked
module org.pop3j.sasl {
    requires transitive java.security.sasl;
    requires static transitive org.jspecify;

    exports org.pop3j.sasl;
}
