package org.pop3j.cli;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/** The Kerberos ticket of whoever runs the command, as {@code kinit} leaves it, for the JDK's GSSAPI. */
final class KerberosTicket extends Configuration {
    /** The name under which the JDK looks for the tickets of clients. */
    private static final String INITIATE = "com.sun.security.jgss.initiate";

    private static final AppConfigurationEntry ENTRY = new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            Map.of("useTicketCache", "true", "doNotPrompt", "true"));

    private KerberosTicket() {}

    /** Makes it the identity of the process. */
    static void use() {
        System.setProperty("javax.security.auth.useSubjectCredsOnly", "false");
        Configuration.setConfiguration(new KerberosTicket());
    }

    /** Null for what is not there, which is how the JDK goes from the name for Kerberos to that for all of GSS. */
    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        return name.equals(INITIATE) ? new AppConfigurationEntry[] {ENTRY} : null;
    }
}
