import org.jspecify.annotations.NullMarked;

/**
 * Whether a server, or a client, speaks POP3: checks under the IDs of the requirements, and dialogues as text, played against
 * any server or client. Usable without a test framework.
 *
 * <p>Start at {@link org.pop3j.conformance.ServerKit} to have a server judged; at {@link org.pop3j.conformance.Dialogue} to write a test of a server, at {@link org.pop3j.conformance.ScriptedPeer} to
 * test a client, at {@link org.pop3j.conformance.Proxy} to put a slow or broken network between the two.
 */
@NullMarked
module org.pop3j.conformance {
    requires java.xml;
    requires org.pop3j.codec;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports org.pop3j.conformance;
}
