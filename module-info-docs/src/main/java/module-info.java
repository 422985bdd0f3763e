import org.jspecify.annotations.NullMarked;

/**
 * Writes the descriptors of the modules into their pages and draws the graph. Nothing here is published.
 *
 * <p>Start at {@link org.pop3j.docs.ModuleDocs}.
 */
@NullMarked
module org.pop3j.docs {
    requires org.pop3j.conformance;
    requires static transitive org.jspecify;

    exports org.pop3j.docs;
}
