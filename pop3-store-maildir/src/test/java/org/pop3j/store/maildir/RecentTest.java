package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered of Maildirs between sessions. */
class RecentTest {
    private static Recent.Item item(int messages) {
        Known known = new Known(new Catalogue(messages, 100));
        return new Recent.Item(known, new CacheFile.Mark(messages, 1, "key", 0));
    }

    @Test
    @DisplayName("What is put in is taken out once, by the same Maildir only")
    void once() {
        Recent recent = new Recent();
        Recent.Item item = item(1);
        recent.put("ann", item);
        assertThat(recent.take("bob")).isEmpty();
        assertThat(recent.take("ann")).containsSame(item);
        assertThat(recent.take("ann")).isEmpty();
        assertThat(recent.size()).isZero();
    }

    @Test
    @DisplayName("What a session puts back takes the place of what was there")
    void again() {
        Recent recent = new Recent(2 * item(1).octets());
        Recent.Item last = item(1);
        for (int i = 0; i < 10; i++) {
            recent.put("ann", item(1));
        }
        recent.put("ann", last);
        recent.put("bob", item(1));
        assertThat(recent.size()).isEqualTo(2);
        assertThat(recent.take("ann")).containsSame(last);
    }

    @Test
    @DisplayName("S-30: memory is bounded: the longest unused goes first, and as many as must")
    void bounded() {
        assertThat(item(100).octets()).isEqualTo(1024 + 100 + 38 * 100);
        Recent recent = new Recent(4 * item(1).octets());
        for (String name : new String[] {"ann", "bob", "cid", "dan"}) {
            recent.put(name, item(1));
        }
        assertThat(recent.size()).as("just enough room").isEqualTo(4);
        recent.put("ann", recent.take("ann").orElseThrow());
        recent.put("eve", item(1));
        assertThat(recent.take("bob")).as("unused since the longest").isEmpty();
        assertThat(recent.size()).isEqualTo(4);
        recent.put("fay", item(60));
        assertThat(recent.size()).as("a large one needs the room of three").isEqualTo(2);
        assertThat(recent.take("eve")).isPresent();
        recent.put("gil", item(60));
        assertThat(recent.size()).as("what was taken out leaves its room").isEqualTo(1);
        recent.put("huge", item(10_000));
        assertThat(recent.size()).as("too large to be remembered").isZero();
        recent.put("ann", item(1));
        assertThat(recent.take("ann")).isPresent();
    }

    @Test
    @DisplayName("S-30: names count as they take up room")
    void names() {
        Catalogue messages = new Catalogue();
        byte[] name = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        messages.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        assertThat(new Recent.Item(new Known(messages), CacheFile.Mark.NONE).octets())
                .isGreaterThan(11_000);
    }
}
