package org.pop3j.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that sessions run on: virtual ones where the JDK has them (21 and later), else platform threads. The only
 * place that knows; everything is found by name, so that the module compiles and runs on Java 17.
 */
final class SessionThreads {
    private static final Optional<MethodHandle> IS_VIRTUAL = isVirtualHandle();

    private SessionThreads() {}

    /** Virtual threads named {@code pop3-0}, {@code pop3-1} and so on, or daemon platform threads with those names. */
    static ThreadFactory preferred() {
        return virtualFactory("pop3-").orElseGet(() -> platform("pop3-"));
    }

    /** Daemon platform threads. */
    static ThreadFactory platform(String prefix) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, prefix + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Whether the current thread is virtual: file I/O would hold its carrier then. */
    static boolean isCurrentVirtual() {
        if (IS_VIRTUAL.isEmpty()) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.orElseThrow().invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new IllegalStateException("Thread.isVirtual cannot fail", e);
        }
    }

    private static Optional<MethodHandle> isVirtualHandle() {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class)));
        } catch (ReflectiveOperationException olderThan21) {
            return Optional.empty();
        }
    }

    /** {@code Thread.ofVirtual().name(prefix, 0).factory()}. */
    private static Optional<ThreadFactory> virtualFactory(String prefix) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual))
                    .invoke();
            Object named = lookup.findVirtual(
                            ofVirtual, "name", MethodType.methodType(ofVirtual, String.class, long.class))
                    .invoke(start, prefix, 0L);
            return Optional.of(
                    (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                            .invoke(named));
        } catch (ReflectiveOperationException olderThan21) {
            return Optional.empty();
        } catch (Throwable e) {
            throw new IllegalStateException("making virtual threads failed", e);
        }
    }
}
