package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;

/** Makes the sockets that the MQTT library connects: {@link PatientSocket}s, with TLS where it is asked for. */
final class PatientSocketFactory extends SocketFactory {
    private final Time time;
    private final Optional<Tls> tls;

    PatientSocketFactory(Time time, Optional<Tls> tls) {
        this.time = time;
        this.tls = tls;
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket(time, tls);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    private static IOException unused() {
        return new IOException("the MQTT library connects its sockets itself");
    }
}
