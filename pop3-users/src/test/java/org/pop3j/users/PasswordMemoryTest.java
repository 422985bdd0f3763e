package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PasswordMemoryTest {
    private static final StoredPassword LINE = PasswordScheme.PLAIN.store("secret");
    private static final StoredPassword OTHER_LINE = PasswordScheme.PLAIN.store("secret2");

    private final AtomicLong clock = new AtomicLong();
    private final PasswordMemory memory = PasswordMemory.lasting(Duration.ofMinutes(10), 3, clock::get);

    @Test
    void remembersThePasswordOfTheUserForTheLineAndNoOther() {
        memory.remember("anna", "secret", LINE);

        assertThat(memory.remembers("anna", "secret", LINE)).isTrue();
        assertThat(memory.remembers("anna", "secret", OTHER_LINE)).isFalse();
        assertThat(memory.remembers("anna", "Secret", LINE)).isFalse();
        assertThat(memory.remembers("ann", "asecret", LINE)).isFalse();
        assertThat(memory.remembers("bob", "secret", LINE)).isFalse();
    }

    @Test
    void forgetsAfterAWhileHoweverOftenItIsAsked() {
        memory.remember("anna", "secret", LINE);

        clock.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(memory.remembers("anna", "secret", LINE)).isTrue();
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(memory.remembers("anna", "secret", LINE)).isFalse();
    }

    @Test
    void forgetsTheOneCheckedLongestAgoWhereThereAreTooMany() {
        for (String name : new String[] {"anna", "bob", "carl", "anna", "dora"}) {
            memory.remember(name, "secret", LINE);
        }

        assertThat(memory.remembers("bob", "secret", LINE)).isFalse();
        assertThat(memory.remembers("anna", "secret", LINE)).isTrue();
        assertThat(memory.remembers("dora", "secret", LINE)).isTrue();
    }

    @Test
    void noneRemembersNothing() {
        PasswordMemory none = PasswordMemory.none();
        none.remember("anna", "secret", LINE);

        assertThat(none.remembers("anna", "secret", LINE)).isFalse();
        assertThatThrownBy(() -> PasswordMemory.lasting(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
