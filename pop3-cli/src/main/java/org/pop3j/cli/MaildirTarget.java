package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** Delivers into one Maildir, made if there is none. */
final class MaildirTarget implements FetchTarget {
    /** What a store takes as a name; what comes before it, such as the dot of {@code .mail}, goes into the template. */
    private static final Pattern LAST_NAME = Pattern.compile("([^A-Za-z0-9_]*)(.+)");

    private final MaildirStore store;
    private final MaildropName name;

    private MaildirTarget(MaildirStore store, MaildropName name) {
        this.store = store;
        this.name = name;
    }

    static MaildirTarget open(Path folder) throws IOException {
        Path real = Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
        Matcher last = LAST_NAME.matcher(String.valueOf(real.getFileName()));
        if (!last.matches()) {
            throw new IOException("expected a folder with a letter or a digit in its name, got " + folder);
        }
        String above = real.getParent().resolve(last.group(1) + "-").toString();
        String template = above.substring(0, above.length() - 1).replace("%", "%%") + "%u";
        MaildirTarget target = new MaildirTarget(MaildirStore.in(template), new MaildropName(last.group(2)));
        try {
            target.store.create(target.name);
        } catch (MaildropException e) {
            throw new IOException(Reason.of(e), e);
        }
        return target;
    }

    @Override
    public void store(String label, InputStream content) throws IOException {
        try {
            store.deliver(name, content, Optional.empty());
        } catch (MaildropException e) {
            throw new IOException(Reason.of(e), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
