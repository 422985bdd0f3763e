package org.pop3j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A Kerberos realm to be thrown away: MIT's KDC on a free port of the loopback, with all that it has in one folder. */
final class Kdc implements AutoCloseable {
    static final String REALM = "POP3J.TEST";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Peer peer;
    private final Process kdc;

    private Kdc(Path folder, Peer peer, Process kdc) {
        this.folder = folder;
        this.peer = peer;
        this.kdc = kdc;
    }

    /** With these principals; the keys of each in a keytab. */
    static Kdc start(Path folder, String... principals) throws IOException, InterruptedException {
        String util = Peer.require("kdb5_util", "krb5-kdc");
        String daemon = Peer.require("krb5kdc", "krb5-kdc");
        String admin = Peer.require("kadmin.local", "krb5-admin-server");
        int port = freePort();
        Files.createDirectories(folder);
        Files.writeString(configuration(folder), """
                [libdefaults]
                  default_realm = %s
                  dns_lookup_realm = false
                  dns_lookup_kdc = false
                  dns_canonicalize_hostname = false
                  rdns = false
                  udp_preference_limit = 1
                [realms]
                  %s = {
                    kdc = 127.0.0.1:%d
                  }
                """.formatted(REALM, REALM, port));
        Files.writeString(folder.resolve("kdc.conf"), """
                [kdcdefaults]
                  kdc_listen = 127.0.0.1:%d
                  kdc_tcp_listen = 127.0.0.1:%d
                [realms]
                  %s = {
                    database_name = %s/principal
                    key_stash_file = %s/stash
                    acl_file = %s/acl
                  }
                [logging]
                  kdc = FILE:%s/kdc.log
                """.formatted(port, port, REALM, folder, folder, folder, folder));
        Peer peer = new Peer(
                folder,
                Map.of(
                        "KRB5_CONFIG", configuration(folder).toString(),
                        "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString()));
        peer.runWell(util, "create", "-s", "-r", REALM, "-P", "of-this-test-only");
        for (String principal : principals) {
            peer.runWell(admin, "-q", "addprinc -randkey " + principal);
            peer.runWell(admin, "-q", "ktadd -k " + keytab(folder, principal) + " " + principal);
        }
        Kdc kdc = new Kdc(folder, peer, peer.start(daemon, "-n"));
        kdc.awaitReady(port);
        return kdc;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** It tells nobody when it listens. */
    private void awaitReady(int port) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notListeningYet) {
                if (!kdc.isAlive() || System.nanoTime() > end) {
                    throw new IOException("the KDC does not listen", notListeningYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Path configuration(Path folder) {
        return folder.resolve("krb5.conf");
    }

    private static Path keytab(Path folder, String principal) {
        return folder.resolve(principal.replace('/', '_') + ".keytab");
    }

    Path configuration() {
        return configuration(folder);
    }

    Path keytab(String principal) {
        return keytab(folder, principal);
    }

    /** Programs that have a ticket of somebody. */
    Peer ticketOf(String principal) throws IOException, InterruptedException {
        Peer with = peer.with("KRB5CCNAME", "FILE:" + cache(principal));
        with.runWell(
                Peer.require("kinit", "krb5-user"),
                "-k",
                "-t",
                keytab(principal).toString(),
                principal);
        return with;
    }

    /** Where it lies. */
    Path cache(String principal) {
        return folder.resolve(principal.replace('/', '_') + ".cache");
    }

    /** Variables under which programs know the realm and have no ticket. */
    Peer withoutTicket() {
        return peer.with("KRB5CCNAME", "FILE:" + folder.resolve("none.cache"));
    }

    @Override
    public void close() {
        kdc.destroyForcibly().onExit().join();
    }
}
