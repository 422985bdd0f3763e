package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Programs that log in by a named way and show what they found. Names of ways are those of SASL, and USER and APOP. */
enum LoggingIn {
    CURL {
        @Override
        String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(
                    List.of(Peers.require("curl", "curl"), "--silent", "--show-error", "--fail", "--max-time", "50"));
            command.addAll(List.of("--cacert", site.certificate().toString(), "--config"));
            StringBuilder config = new StringBuilder("url = \"pop3s://localhost:" + site.port() + "/1\"\n");
            if (!way.equals("USER")) {
                config.append("login-options = \"AUTH=")
                        .append(way.equals("APOP") ? "+APOP" : way)
                        .append("\"\n");
            }
            config.append(
                    switch (way) {
                        case "OAUTHBEARER", "XOAUTH2" ->
                            "user = \"" + LoginSite.USER + ":\"\noauth2-bearer = \"" + LoginSite.TOKEN + "\"\n";
                        case "EXTERNAL" ->
                            "user = \"" + LoginSite.USER + ":\"\ncert = \"" + work.resolve("client.pem")
                                    + "\"\nkey = \"" + work.resolve("client.key") + "\"\n";
                        default -> "user = \"" + LoginSite.USER + ":" + LoginSite.PASSWORD + "\"\n";
                    });
            command.add(ConfigFile.write(work, "curlrc", "rw-------", config.toString())
                    .toString());
            return PeerProcess.run(work, command);
        }
    },

    /** The same, with the initial response in the line of AUTH (R5034-07). */
    CURL_WITH_INITIAL_RESPONSE {
        @Override
        String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException {
            Path rc = ConfigFile.write(work, ".curlrc", "rw-------", "sasl-ir\n");
            try {
                return CURL.logIn(site, way, work);
            } finally {
                Files.delete(rc);
            }
        }
    },

    MPOP {
        @Override
        String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException {
            String secret = way.equals("OAUTHBEARER") || way.equals("XOAUTH2") ? LoginSite.TOKEN : LoginSite.PASSWORD;
            Path maildir = ConfigFile.maildir(work.resolve("fetched"));
            Path config = ConfigFile.write(work, "mpoprc", "rw-------", """
                account test
                host localhost
                port %d
                user %s
                password "%s"
                auth %s
                tls on
                tls_starttls off
                tls_trust_file %s
                %s
                keep on
                received_header off
                uidls_file %s/uidls
                delivery maildir %s
                """.formatted(
                            site.port(),
                            LoginSite.USER,
                            secret,
                            way.toLowerCase(Locale.ROOT),
                            site.certificate(),
                            way.equals("EXTERNAL")
                                    ? "tls_cert_file " + work.resolve("client.pem") + "\ntls_key_file "
                                            + work.resolve("client.key")
                                    : "",
                            work,
                            maildir));
            PeerProcess.run(work, List.of(Peers.require("mpop", "mpop"), "--file=" + config, "--quiet", "test"));
            return Files.readString(
                    FetchingClient.inOrder(maildir.resolve("new"), 4).get(0));
        }
    },

    FETCHMAIL {
        @Override
        String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException {
            Path fetched = work.resolve("fetched.txt");
            String protocol = way.equals("APOP") ? "apop" : "pop3";
            String auth = switch (way) {
                case "USER" -> "auth password";
                case "APOP" -> "";
                default -> "auth " + way.toLowerCase(Locale.ROOT);
            };
            Path store = ConfigFile.write(work, "store.sh", "rwx------", "#!/bin/sh\nexec cat > " + fetched + "\n");
            Path config = ConfigFile.write(work, "fetchmailrc", "rw-------", """
                set invisible
                set no bouncemail
                set pidfile "%s/pid"
                set idfile "%s/ids"
                poll localhost protocol %s port %d %s timeout 20
                  user "%s" password "%s" keep fetchall no rewrite pass8bits
                  ssl sslproto "TLS1.2+" sslcertck sslcertfile "%s" mda "%s"
                """.formatted(
                            work,
                            work,
                            protocol,
                            site.port(),
                            auth,
                            LoginSite.USER,
                            LoginSite.PASSWORD,
                            site.certificate(),
                            store));
            PeerProcess.run(
                    work,
                    List.of(
                            Peers.require("fetchmail", "fetchmail"),
                            "--fetchmailrc",
                            config.toString(),
                            "--nosyslog",
                            "--silent"));
            return Files.readString(fetched);
        }
    },

    GSASL {
        @Override
        String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException {
            return Gsasl.logIn(site, way, work);
        }
    };

    /**
     * Logs in and retrieves the first message.
     *
     * @return what the program got
     */
    abstract String logIn(LoginSite site, String way, Path work) throws IOException, InterruptedException;
}
