/**
 * Finding stores by URI, and a store in memory for tests and examples.
 *
 * <p>Start at {@link org.pop3j.store.MaildropStores} or {@link org.pop3j.store.MemoryStore}.
 */
package org.pop3j.store;
