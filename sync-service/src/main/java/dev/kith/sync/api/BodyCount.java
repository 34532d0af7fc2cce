package dev.kith.sync.api;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that did not announce its length once it grew too large. */
@Provider
class BodyCount implements ReaderInterceptor {

    // Interceptors are made before the run-time configuration is there.
    private final Instance<HttpConfig> config;
    private final UriInfo uri;

    BodyCount(Instance<HttpConfig> config, UriInfo uri) {
        this.config = config;
        this.uri = uri;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        long limit = config.get().limitFor(uri.getRequestUri().getPath());
        context.setInputStream(new CountedStream(context.getInputStream(), limit));
        return context.proceed();
    }

    private static final class CountedStream extends FilterInputStream {

        private long left;

        CountedStream(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE, Answers.messageOf(ErrorCode.PAYLOAD_TOO_LARGE));
            }
        }
    }
}
