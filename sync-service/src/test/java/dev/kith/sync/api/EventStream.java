package dev.kith.sync.api;

import dev.kith.sync.testing.KithServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to server-sent events and keeps their lines. */
final class EventStream implements AutoCloseable {

    private final InputStream body;
    private final int status;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private EventStream(InputStream body, int status) {
        this.body = body;
        this.status = status;
    }

    static EventStream open(URI address) throws IOException, InterruptedException {
        return open(address, KithServers.ADMIN_KEY);
    }

    /** Only asks; what is answered is left unread. */
    static int statusOf(URI address, String key) {
        try (var stream = open(address, key)) {
            return stream.status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventStream open(URI address, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        var stream = new EventStream(answer.body(), answer.statusCode());
        var reader = new Thread(stream::read, "events");
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("closed");
        }
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
