package org.pop3j.client;

import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.codec.UniqueId;

/**
 * A message that {@link Pop3Sync} hands over.
 *
 * @param account whose it is
 * @param key what names it in this and in all later runs: a second delivery of the same key is the same message. It is the
 *     unique-id, or a digest with a SPACE in it where that is missing or doubled. Text of the other side (S-25)
 * @param uniqueId its unique-id, empty if the server gives none
 * @param octets what LIST says it has, a hint; empty where LIST does not say
 * @param attempt 1 for the first delivery, more if earlier ones failed or were cut short
 */
public record SyncMessage(String account, String key, Optional<UniqueId> uniqueId, OptionalLong octets, int attempt) {}
