package org.pop3j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.Command;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

class MaildropStoresTest {
    private static final MaildropName ANN = new MaildropName("ann");

    @ParameterizedTest
    @ValueSource(strings = {"memory:/", "memory:x", "memory:///", "MEMORY:x", "Memory:x"})
    @DisplayName("A store is found by the scheme of its URI, in either case")
    void found(String uri) throws MaildropException {
        try (MaildropStore store = MaildropStores.store(URI.create(uri))) {
            assertThat(store).isInstanceOf(MemoryStore.class);
        }
    }

    @Test
    @DisplayName("Each memory: is a store of its own")
    void separate() throws MaildropException, IOException {
        try (MaildropStore one = MaildropStores.store(URI.create("memory:x"));
                MaildropStore other = MaildropStores.store(URI.create("memory:x"))) {
            one.create(ANN);
            other.create(ANN);
            one.deliver(ANN, new ByteArrayInputStream("a\n".getBytes(StandardCharsets.US_ASCII)), Optional.empty());
            assertThat(one.open(ANN).count()).isEqualTo(1);
            assertThat(other.open(ANN).count()).isZero();
        }
    }

    @Test
    @DisplayName(
            "S-26: of an unknown URI the refusal shows the scheme, the known ones, and no more: there may be a password")
    void unknownScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaildropStores.store(URI.create("jdbc://u:hunter2@h/db")))
                .withMessage("no store for URIs that begin with \"jdbc:\"; expected one that begins with memory:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaildropStores.store(URI.create("/var/mail")))
                .withMessage("no store for a URI without a scheme; expected one that begins with memory:");
    }

    @Test
    @Tag("jpms")
    @DisplayName("On the module path the provider is found by the module's declaration")
    void onTheModulePath() throws MaildropException {
        Module module = MaildropStores.class.getModule();
        assertThat(module.getName()).isEqualTo("org.pop3j.store");
        assertThat(module.getDescriptor().provides())
                .singleElement()
                .satisfies(p -> assertThat(p.providers()).containsExactly(MemoryStoreProvider.class.getName()));
        try (MaildropStore store = MaildropStores.store(URI.create("memory:x"))) {
            assertThat(store).isInstanceOf(MemoryStore.class);
        }
    }

    @Test
    @DisplayName("On the class path the provider is found by META-INF/services")
    void onTheClassPath() throws ReflectiveOperationException, IOException {
        URL[] classPath = {location(MaildropStores.class), location(Command.class)};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // No parent: the platform class loader would give the classes of the modules on the module path.
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> stores = loader.loadClass(MaildropStores.class.getName());
            assertThat(stores.getModule().isNamed()).isFalse();
            Method method = stores.getMethod("store", URI.class);
            Object store = method.invoke(null, URI.create("memory:x"));
            assertThat(store.getClass().getName()).isEqualTo(MemoryStore.class.getName());
            assertThat(store.getClass().getClassLoader()).isSameAs(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
