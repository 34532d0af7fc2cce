package dev.kith.sync.provider.carddav;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Gathers the body of an answer, and gives up when it grows too big or takes too long. */
final class BoundedBody {

    private final HttpClientRequest request;
    private final int maxBytes;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private final long timer;
    private final Vertx vertx;

    BoundedBody(Vertx vertx, HttpClientRequest request, HttpClientResponse response, Duration timeout, int maxBytes) {
        this.vertx = vertx;
        this.request = request;
        this.maxBytes = maxBytes;
        this.timer = vertx.setTimer(timeout.toMillis(), at -> giveUp(new TimeoutException()));
        response.handler(this::take).exceptionHandler(this::giveUp).endHandler(end -> whole.tryComplete(body));
    }

    Future<Buffer> read() {
        return whole.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void take(Buffer chunk) {
        if (body.length() + chunk.length() > maxBytes) {
            giveUp(new AnswerTooBigException(maxBytes));
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void giveUp(Throwable cause) {
        if (whole.tryFail(cause)) {
            request.reset();
        }
    }
}
