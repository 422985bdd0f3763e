package org.pop3j.examples.peer;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages that say which they are, and which of them have been delivered. */
final class NumberedMail {
    private static final Pattern NUMBER = Pattern.compile("Subject: number (\\d+)\r\n");

    private static final int LINES = 50;

    private final AtomicInteger last = new AtomicInteger();
    private final Set<Integer> delivered = ConcurrentHashMap.newKeySet();

    /** Delivers the next one. */
    int deliver(DeliveryAgent.Delivery delivery) throws Exception {
        int number = last.incrementAndGet();
        delivery.deliver(message(number));
        delivered.add(number);
        return number;
    }

    static byte[] message(int number) {
        String text = "From: a@example.org\nSubject: number " + number + "\n\n" + ".line\n".repeat(number % LINES);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Those whose delivery had ended when this was called. */
    Set<Integer> delivered() {
        return Set.copyOf(delivered);
    }

    /** Which one it is. */
    static int number(String wire) {
        Matcher subject = NUMBER.matcher(wire);
        if (!subject.find()) {
            throw new AssertionError("not a whole message: " + wire);
        }
        int number = Integer.parseInt(subject.group(1));
        if (!wire.endsWith("\r\n\r\n" + ".line\r\n".repeat(number % LINES))) {
            throw new AssertionError("not a whole message: " + wire);
        }
        return number;
    }
}
