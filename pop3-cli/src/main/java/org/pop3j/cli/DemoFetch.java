package org.pop3j.cli;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Trust;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;
import org.pop3j.users.Fingerprint;

/** Fetches the mail of a {@link DemoSite} by two ways, and gives the sum of each message by its number. */
final class DemoFetch {
    private final DemoSite site;

    DemoFetch(DemoSite site) {
        this.site = site;
    }

    /** By pop3-client over TLS, all messages in one bulk operation. */
    Map<Integer, Sha256.Sum> byClient() throws IOException {
        Pop3Client client = Pop3Client.builder(DemoSite.HOST)
                .port(site.tlsPort())
                .trust(Trust.certificate(Fingerprint.sha256(site.keys().certificate())))
                .build();
        Map<Integer, Sha256.Sum> sums = new HashMap<>();
        try (Pop3Session session = client.connect()) {
            session.logIn(DemoSite.USER, site.password());
            List<MessageNumber> numbers =
                    session.scanListings().stream().map(ScanListing::number).toList();
            session.retrieve(numbers, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream content) throws IOException {
                    sums.put(number.value(), Sha256.of(content));
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) throws IOException {
                    throw refusal;
                }
            });
            session.quit();
        }
        return sums;
    }

    /** By our Jakarta Mail provider over TLS, message by message as applications do. */
    Map<Integer, Sha256.Sum> byJakartaMail() throws IOException {
        Map<Integer, Sha256.Sum> sums = new HashMap<>();
        try (Store store = Session.getInstance(properties()).getStore("pop3s")) {
            store.connect(DemoSite.HOST, site.tlsPort(), DemoSite.USER, site.password());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    Sha256 sha = new Sha256();
                    message.writeTo(sha);
                    sums.put(message.getMessageNumber(), sha.sum());
                }
            }
        } catch (MessagingException e) {
            throw new IOException("Jakarta Mail: " + Reason.of(e), e);
        }
        return sums;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.pop3s.ssl.socketFactory", trusting().getSocketFactory());
        return properties;
    }

    private SSLContext trusting() {
        try {
            KeyStore pinned = KeyStore.getInstance("PKCS12");
            pinned.load(null, null);
            pinned.setCertificateEntry("demo", site.keys().certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(pinned);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can trust one certificate", e);
        }
    }
}
