package dev.kith.sync.provider.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reading files, which never runs on an event loop. */
final class FileWork {

    interface Reader<T> {
        T read() throws IOException;
    }

    private FileWork() {}

    static <T> Uni<T> onWorker(Reader<T> reader) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return reader.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException("the uploaded file cannot be read", e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
