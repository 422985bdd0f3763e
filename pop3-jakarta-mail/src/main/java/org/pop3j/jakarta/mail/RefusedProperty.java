package org.pop3j.jakarta.mail;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Properties of Angus Mail that have no effect here: who sets one is told why, once. */
enum RefusedProperty {
    FINALIZE_CLEAN_CLOSE(
            "finalizecleanclose",
            "QUIT in a finalizer would delete the mail of a folder that somebody forgot to close; close it"),
    WRITE_TIMEOUT_EXECUTOR("executor.writetimeout", "writes are bounded without a thread of yours"),
    NTLM_FLAGS("auth.ntlm.flags", "the NTLM of the JDK chooses its flags"),
    NTLM_VERSION("auth.ntlm.v2", "it is always NTLMv2; the older one is broken"),
    DIGEST_MD5(
            "auth.digest-md5.disable",
            "DIGEST-MD5 is obsolete (RFC 6331) and used only where auth.mechanisms names it"),
    DEBUG_AUTH(Scope.SESSION, "debug.auth", "no property shows passwords"),
    SOCKET_DEBUG(Scope.SESSION, "socket.debug", "there is no log of sockets; mail.debug shows the dialogue");

    /** Whose property it is. */
    enum Scope {
        /** Of one protocol: who sets it, to whatever value, expects something of it. */
        PROTOCOL,
        /** Of all providers of the session: set to false it asks for nothing. */
        SESSION
    }

    private static final System.Logger LOG = System.getLogger(RefusedProperty.class.getPackageName());
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final Scope scope;
    private final String propertyName;
    private final String reason;

    RefusedProperty(String propertyName, String reason) {
        this(Scope.PROTOCOL, propertyName, reason);
    }

    RefusedProperty(Scope scope, String propertyName, String reason) {
        this.scope = scope;
        this.propertyName = propertyName;
        this.reason = reason;
    }

    Scope scope() {
        return scope;
    }

    /** The name behind {@code mail.PROTOCOL.}, or behind {@code mail.} where it is one of the whole session. */
    String propertyName() {
        return propertyName;
    }

    /** The whole name. */
    String nameFor(String protocol) {
        return switch (scope) {
            case PROTOCOL -> "mail." + protocol + "." + propertyName;
            case SESSION -> "mail." + propertyName;
        };
    }

    String reason() {
        return reason;
    }

    /** Once in the life of the JVM: pollers make a new store each time. */
    void tell(PropertyValue value) {
        boolean isAskedFor = scope == Scope.PROTOCOL || value.text().equalsIgnoreCase("true");
        if (isAskedFor && TOLD.add(value.name())) {
            LOG.log(System.Logger.Level.WARNING, "{0} has no effect: {1}", value.name(), reason);
        }
    }
}
