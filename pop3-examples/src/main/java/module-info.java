import org.jspecify.annotations.NullMarked;

/**
 * Small programs, one a use, and sample mail that covers what mail really holds.
 *
 * <p>Start at {@link org.pop3j.examples.SampleMail}.
 */
@NullMarked
module org.pop3j.examples {
    requires static transitive org.jspecify;

    exports org.pop3j.examples;
}
