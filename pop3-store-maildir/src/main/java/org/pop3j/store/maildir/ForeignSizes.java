package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The sizes that Dovecot and Courier have counted, so that life beside them, or moving here from them, costs no reading. */
final class ForeignSizes {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private ForeignSizes() {}

    /** By base name; Dovecot's go before Courier's. */
    static Map<String, Long> of(Maildir maildir) {
        Map<String, Long> sizes = new HashMap<>();
        Consumer<ForeignList.Item> keep = item -> {
            if (item.wire() != Catalogue.UNKNOWN) {
                sizes.put(item.base(), item.wire());
            }
        };
        try {
            CourierSizeList.read(maildir, keep);
            DovecotUidList.read(maildir, keep);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "sizes of other programs are not used in " + maildir, e);
        }
        return sizes;
    }
}
