package org.pop3j.cli;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/** Who the process is for Kerberos: the JDK's login configuration, without its file. */
final class KerberosLogin extends Configuration {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final String name;
    private final AppConfigurationEntry entry;

    private KerberosLogin(String name, Map<String, String> options) {
        this.name = name;
        this.entry = new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    }

    /** A client with the ticket of whoever runs the command, as {@code kinit} leaves it. */
    static void useTicket() {
        install("com.sun.security.jgss.initiate", Map.of("useTicketCache", "true", "doNotPrompt", "true"));
    }

    /**
     * A service with its key.
     *
     * @param keytab the absolute path of the file with the key
     */
    static void useKey(String keytab, String principal) {
        install(
                "com.sun.security.jgss.accept",
                Map.of(
                        "useKeyTab", "true",
                        "keyTab", keytab,
                        "principal", principal,
                        "storeKey", "true",
                        "isInitiator", "false",
                        "doNotPrompt", "true"));
    }

    private static void install(String name, Map<String, String> options) {
        System.setProperty("javax.security.auth.useSubjectCredsOnly", "false");
        Configuration.setConfiguration(new KerberosLogin(name, options));
    }

    /** Null for what is not there, which is how the JDK goes from the name for Kerberos to that for all of GSS. */
    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String asked) {
        return asked.equals(name) ? new AppConfigurationEntry[] {entry} : null;
    }
}
