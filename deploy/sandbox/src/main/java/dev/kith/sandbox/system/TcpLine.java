package dev.kith.sandbox.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A line to a server on the loopback interface that can be cut, slowed and led to another port. */
public final class TcpLine implements AutoCloseable {

    private static final int CHUNK = 16_384;

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean cut;
    private volatile boolean stalled;
    private volatile long delayMillis;

    /** @param target 0 as long as there is no server */
    public TcpLine(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no line could be opened", e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Leads new connections to another port; open ones end. */
    public void leadTo(int port) {
        target = port;
        dropConnections();
    }

    /** Ends all connections and refuses new ones. */
    public void cut() {
        cut = true;
        dropConnections();
    }

    /** Holds back whatever passes. */
    public void slow(long millis) {
        delayMillis = millis;
    }

    /** Lets nothing pass, and tells nobody: as if the other machine's cable had been pulled. */
    public void stall() {
        stalled = true;
    }

    public void mend() {
        cut = false;
        stalled = false;
        delayMillis = 0;
    }

    public void dropConnections() {
        open.forEach(TcpLine::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            if (cut || target == 0) {
                close(client);
                return;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            threads.execute(() -> carry(client, server));
            carry(server, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(chunk);
            while (read >= 0) {
                if (delayMillis > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
                }
                while (stalled && !from.isClosed()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
                out.write(chunk, 0, read);
                read = in.read(chunk);
            }
        } catch (IOException e) {
            // One end is gone: so is the other, now.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropConnections();
        threads.shutdownNow();
    }
}
