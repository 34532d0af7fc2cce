package dev.kith.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLineTest {

    private ServerSocket server;
    private TcpLine line;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        line = new TcpLine(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    @Test
    void carriesBothWays() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            served.setSoTimeout(60_000);
            client.getOutputStream().write("hello".getBytes(UTF_8));
            assertThat(served.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
            served.getOutputStream().write("you".getBytes(UTF_8));
            assertThat(client.getInputStream().readNBytes(3)).isEqualTo("you".getBytes(UTF_8));
        }
    }

    @Test
    void endsWhatIsOpenAndRefusesMoreWhileItIsCut() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            line.cut();
            assertThat(ended(client)).isTrue();
            try (Socket refused = connect()) {
                assertThat(ended(refused)).isTrue();
            }
            line.mend();
        }
        try (Socket again = connect();
                Socket served = server.accept()) {
            served.getOutputStream().write(1);
            assertThat(again.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void leadsToAnotherServer() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            line.leadTo(other.getLocalPort());
            try (Socket client = connect();
                    Socket served = other.accept()) {
                served.getOutputStream().write(7);
                assertThat(client.getInputStream().read()).isEqualTo(7);
            }
        }
        assertThatThrownBy(() -> {
                    server.setSoTimeout(1);
                    server.accept();
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void passesNothingWhileItIsStalledAndAllOfItAfterwards() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            served.setSoTimeout(300);
            line.stall();
            client.getOutputStream().write("hello".getBytes(UTF_8));
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            line.mend();
            served.setSoTimeout(60_000);
            assertThat(served.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
