package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pop3j.examples.SampleMail;
import org.pop3j.examples.SampleMessage;
import org.pop3j.store.spi.MaildropException;

/**
 * The sample mail as one agent left it in one Maildir.
 *
 * @param maildir the Maildir
 * @param files the file of each message that the agent stored, by the name of the message
 */
record DeliveredMail(Path maildir, Map<String, Path> files) {
    /**
     * Lets an agent deliver all sample messages, one after the other.
     *
     * @param agent the agent
     * @param folder gets a Maildir named like the agent, and a folder for its configuration
     * @return what it left
     */
    static DeliveredMail by(DeliveryAgent agent, Path folder)
            throws IOException, InterruptedException, MaildropException {
        Path maildir = ConfigFile.maildir(folder.resolve("mail").resolve(agent.maildrop()));
        Path work = Files.createDirectories(folder.resolve("agents").resolve(agent.maildrop()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        DeliveryAgent.Delivery delivery = agent.into(maildir, work);
        Map<String, Path> files = new LinkedHashMap<>();
        Set<Path> before = mail(maildir);
        for (SampleMessage message : SampleMail.all()) {
            delivery.deliver(message.octets());
            Set<Path> arrived = new HashSet<>(mail(maildir));
            arrived.removeAll(before);
            assertThat(arrived).as("files of %s by %s", message, agent).hasSizeLessThanOrEqualTo(1);
            arrived.forEach(file -> files.put(message.name(), file));
            before.addAll(arrived);
        }
        Peers.giveAway(maildir);
        return new DeliveredMail(maildir, files);
    }

    /**
     * Which message it is that has these octets: no two files are the same.
     *
     * @return message names by the SHA-256 of their files
     */
    Map<String, String> namesByDigest() throws IOException {
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            names.put(Octets.sha256(Files.readAllBytes(file.getValue())), file.getKey());
        }
        return names;
    }

    private static Set<Path> mail(Path maildir) throws IOException {
        Set<Path> all = new HashSet<>();
        for (String part : new String[] {"new", "cur"}) {
            try (Stream<Path> files = Files.list(maildir.resolve(part))) {
                files.forEach(all::add);
            }
        }
        return all;
    }
}
