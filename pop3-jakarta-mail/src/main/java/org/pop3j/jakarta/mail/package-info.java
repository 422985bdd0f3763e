/**
 * Jakarta Mail stores over RFC 1939 (with RFC 2449 pipelining and RFC 2595 STLS), for users of the plain Jakarta Mail API.
 *
 * <pre>{@code
 * Session session = Session.getInstance(new Properties());
 * try (Store store = session.getStore("pop3s")) {
 *     store.connect("pop.example.org", "mrose", "secret");
 *     try (Folder inbox = store.getFolder("INBOX")) {
 *         inbox.open(Folder.READ_WRITE);
 *         for (Message message : inbox.getMessages()) {
 *             System.out.println(message.getSubject());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Start at {@link org.pop3j.jakarta.mail.Pop3Store}, which lists the properties. Several threads may use a store, a
 * folder and its messages; they take turns on the connection. As everywhere in Jakarta Mail, {@code null} stands for
 * "there is none" where an inherited method says so.
 */
package org.pop3j.jakarta.mail;
