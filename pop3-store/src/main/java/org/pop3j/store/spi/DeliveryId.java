package org.pop3j.store.spi;

import org.pop3j.codec.PeerText;

/**
 * Identifies one delivery, so that it can be tried again without storing the message twice.
 *
 * @param value 1 to 255 printable ASCII characters, chosen by the deliverer
 */
public record DeliveryId(String value) {
    private static final int LONGEST = 255;

    /**
     * Checks the characters.
     *
     * @throws IllegalArgumentException if there are none, too many, or one outside 0x21 to 0x7E
     */
    public DeliveryId {
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "a delivery id has 1 to 255 printable ASCII characters, got " + PeerText.quote(value));
        }
    }
}
