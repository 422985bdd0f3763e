package org.pop3j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.security.sasl.SaslException;
import org.pop3j.sasl.SaslServers;
import org.pop3j.users.KerberosUsers;

/**
 * The key of a Kerberos service, for all that the process accepts.
 *
 * @param users who may come with tickets for it
 */
record KerberosKey(KerberosUsers users) {
    /** Makes it the key of the process, and sees whether it can be used. */
    static KerberosKey install(Path keytab, String host, String realm) throws Failure {
        if (!Files.isReadable(keytab)) {
            throw Failure.refused("--kerberos-keytab: expected a file that can be read, got " + keytab);
        }
        String principal = "pop/" + host + "@" + realm;
        try {
            KerberosKey key = new KerberosKey(new KerberosUsers(realm));
            KerberosLogin.useKey(keytab.toAbsolutePath().toString(), principal);
            SaslServers.gssapi(host, anybody -> false).dispose();
            return key;
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--kerberos-realm", e);
        } catch (SaslException e) {
            throw Failure.refused("--kerberos-keytab: expected a key of " + principal + " in " + keytab, e);
        }
    }
}
