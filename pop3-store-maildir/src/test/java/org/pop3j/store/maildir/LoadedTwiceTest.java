package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;

/** Two applications of one Java process, each with its own copy of the classes, serve the same folder. */
class LoadedTwiceTest {
    @TempDir
    Path mail;

    private Ann ann;
    private Path lockFile;
    private URLClassLoader others;

    @BeforeEach
    void load() throws Exception {
        ann = Ann.in(mail);
        lockFile = ann.maildir().resolve("pop3j.lock");
        URL[] places = List.of(MaildirStore.class, MaildropName.class, UniqueId.class).stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        others = new URLClassLoader(places, null);
    }

    @AfterEach
    void unload() throws Exception {
        others.close();
    }

    @Test
    @DisplayName("R1939-13: a refused session of the other copy does not drop our lock, for no process")
    void refused() throws Exception {
        try (Maildrop drop = ann.open()) {
            System.gc();
            assertThatThrownBy(this::openInOther).hasToString(inUse());
            assertThat(OtherProcess.canLock(lockFile)).isFalse();
            assertThat(drop.count()).isZero();
        }
        openInOther().close();
    }

    @Test
    @DisplayName("R1939-13: and the other way round")
    void refusedByOther() throws Exception {
        AutoCloseable drop = openInOther();
        System.gc();
        assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        assertThat(OtherProcess.canLock(lockFile)).isFalse();
        drop.close();
        ann.open().close();
    }

    private String inUse() {
        return new MaildropInUseException("another session has " + ann.maildir() + " open").toString();
    }

    private AutoCloseable openInOther() throws Exception {
        Class<?> type = others.loadClass(MaildirStore.class.getName());
        assertThat(type).isNotSameAs(MaildirStore.class);
        Class<?> nameType = others.loadClass(MaildropName.class.getName());
        Object store = type.getMethod("in", String.class).invoke(null, mail.toString());
        Object name = nameType.getConstructor(String.class).newInstance(Ann.NAME.value());
        try {
            return (AutoCloseable) type.getMethod("open", nameType).invoke(store, name);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}
