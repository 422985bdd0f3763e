import org.jspecify.annotations.NullMarked;

/**
 * POP3 dialogues as text, played against any server or client: the wire tests of pop3j, usable without a test framework.
 *
 * <p>Start at {@link org.pop3j.conformance.Dialogue} to test a server, at {@link org.pop3j.conformance.ScriptedPeer} to
 * test a client, at {@link org.pop3j.conformance.Proxy} to put a slow or broken network between the two.
 */
@NullMarked
module org.pop3j.conformance {
    requires org.pop3j.codec;
    requires static transitive org.jspecify;

    exports org.pop3j.conformance;
}
