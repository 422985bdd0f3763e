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
            "DIGEST-MD5 is obsolete (RFC 6331) and used only where auth.mechanisms names it");

    private static final System.Logger LOG = System.getLogger(RefusedProperty.class.getPackageName());
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final String propertyName;
    private final String reason;

    RefusedProperty(String propertyName, String reason) {
        this.propertyName = propertyName;
        this.reason = reason;
    }

    String propertyName() {
        return propertyName;
    }

    String reason() {
        return reason;
    }

    /** Once in the life of the JVM: pollers make a new store each time. */
    void tell(PropertyValue value) {
        if (TOLD.add(value.name())) {
            LOG.log(System.Logger.Level.WARNING, "{0} has no effect: {1}", value.name(), reason);
        }
    }
}
