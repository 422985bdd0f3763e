package org.pop3j.oauth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** The body of an answer as text, given up when it is longer than any honest one. Called by one thread at a time. */
final class BoundedText implements HttpResponse.BodySubscriber<String> {
    /** Tokens of Microsoft have some 3 KiB, those with many claims 10. */
    static final int MOST_OCTETS = 65_536;

    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final AtomicReference<Flow.Subscription> source = new AtomicReference<>();

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source.set(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (octets.size() + buffer.remaining() > MOST_OCTETS) {
                source.get().cancel();
                body.completeExceptionally(
                        new IOException("expected an answer of at most " + MOST_OCTETS + " octets, got more"));
                return;
            }
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            octets.writeBytes(piece);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(octets.toString(StandardCharsets.UTF_8));
    }
}
