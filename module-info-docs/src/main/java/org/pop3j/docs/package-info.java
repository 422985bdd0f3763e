/**
 * The documentation of the modules, drawn from the descriptors that were built. Start at {@link org.pop3j.docs.ModuleDocs}.
 *
 * <p>No parameter and no result is null.
 */
package org.pop3j.docs;
