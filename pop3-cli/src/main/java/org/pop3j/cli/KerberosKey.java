package org.pop3j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.pop3j.sasl.SaslServers;
import org.pop3j.users.KerberosUsers;

/** The key of a Kerberos service, for all that the process accepts: the JDK's login configuration, without its file. */
final class KerberosKey extends Configuration {
    /** The name under which the JDK looks for the keys of services. */
    private static final String ACCEPT = "com.sun.security.jgss.accept";

    private final KerberosUsers users;
    private final AppConfigurationEntry entry;

    private KerberosKey(Path keytab, String principal, KerberosUsers users) {
        this.users = users;
        this.entry = new AppConfigurationEntry(
                "com.sun.security.auth.module.Krb5LoginModule",
                LoginModuleControlFlag.REQUIRED,
                Map.of(
                        "useKeyTab", "true",
                        "keyTab", keytab.toAbsolutePath().toString(),
                        "principal", principal,
                        "storeKey", "true",
                        "isInitiator", "false",
                        "doNotPrompt", "true"));
    }

    /** Makes it the key of the process, and sees whether it can be used. */
    static KerberosKey install(Path keytab, String host, String realm) throws Failure {
        if (!Files.isReadable(keytab)) {
            throw Failure.refused("--kerberos-keytab: expected a file that can be read, got " + keytab);
        }
        String principal = "pop/" + host + "@" + realm;
        try {
            KerberosKey key = new KerberosKey(keytab, principal, new KerberosUsers(realm));
            System.setProperty("javax.security.auth.useSubjectCredsOnly", "false");
            Configuration.setConfiguration(key);
            SaslServers.gssapi(host, anybody -> false).dispose();
            return key;
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--kerberos-realm", e);
        } catch (SaslException e) {
            throw Failure.refused("--kerberos-keytab: expected a key of " + principal + " in " + keytab, e);
        }
    }

    KerberosUsers users() {
        return users;
    }

    /** Null for what is not there, which is how the JDK goes from the name for Kerberos to that for all of GSS. */
    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        return name.equals(ACCEPT) ? new AppConfigurationEntry[] {entry} : null;
    }
}
