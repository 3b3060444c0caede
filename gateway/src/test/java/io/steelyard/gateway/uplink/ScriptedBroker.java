package io.steelyard.gateway.uplink;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that misbehaves on purpose. Where it does answer, these are its packets (MQTT 5):
 *
 * <pre>
 *  CONNACK  20 len  flags  reason  properties' length  [21 receive maximum, 2 bytes | 27 maximum packet size, 4 bytes]
 *  SUBACK   90 04   packet id, 2 bytes  00  reason
 *  PUBACK   40 04   packet id, 2 bytes  reason  00
 * </pre>
 */
public final class ScriptedBroker implements Closeable {
    /** What it does instead of being a broker. */
    public enum Script {
        /** Accepts and closes before CONNACK, as a load balancer without a back end. */
        DROPS,
        /** Accepts and resets before CONNACK. */
        RESETS,
        /** Accepts and never says anything. */
        SILENT,
        /** Lets connect, then never says anything. */
        SILENT_AFTER_CONNACK,
        /** Lets connect and subscribe, then never says anything. */
        SILENT_AFTER_SUBACK,
        /** CONNACK with reason 0x87, not authorized. */
        REFUSES_CONNECTION,
        /** SUBACK with reason 0x87, not authorized. */
        REFUSES_SUBSCRIPTION,
        /** PUBACK with reason 0x97, quota exceeded. */
        REFUSES_MESSAGES,
        /** PUBACK with reason 0x10, no matching subscribers: a success. */
        HAS_NO_SUBSCRIBERS,
        /** Its receive maximum is 3. */
        ALLOWS_THREE,
        /** Its maximum packet size is 1000 bytes. */
        ALLOWS_A_THOUSAND_BYTES
    }

    private static final int CONNECT = 1;
    /** Behind the length and the letters of "MQTT" and the version. */
    private static final int CONNECT_FLAGS_AT = 7;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int NO_SUBSCRIBERS = 0x10;

    private final ServerSocket server;
    private final Script script;
    private volatile int connectFlags;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private ScriptedBroker(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    public static ScriptedBroker playing(Script script) throws IOException {
        return playing(script, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** On a socket of the test's own, for instance with TLS. */
    static ScriptedBroker playing(Script script, ServerSocket server) {
        var broker = new ScriptedBroker(server, script);
        Thread.ofVirtual().start(broker::accept);
        return broker;
    }

    public String uri() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Of the newest CONNECT. */
    int connectFlags() {
        return connectFlags;
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (script == Script.RESETS) {
                socket.setSoLinger(true, 0);
            }
            if (script == Script.DROPS || script == Script.RESETS) {
                return;
            }
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                answer(in.readUnsignedByte(), body(in), socket.getOutputStream());
            }
        } catch (IOException | ArrayIndexOutOfBoundsException endedOrNoMqtt) {
            return;
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part = 0x80;
        while ((part & 0x80) != 0) {
            part = in.readUnsignedByte();
            length |= (part & 0x7F) << shift;
            shift += 7;
        }
        return in.readNBytes(length);
    }

    private void answer(int header, byte[] body, OutputStream out) throws IOException {
        switch (header >> 4) {
            case CONNECT -> {
                connectFlags = body[CONNECT_FLAGS_AT];
                out.write(connack());
            }
            case SUBSCRIBE -> out.write(suback(body));
            case PUBLISH -> out.write(puback(body));
            default -> {
                // a goodbye or a ping
            }
        }
        out.flush();
    }

    private byte[] connack() {
        return switch (script) {
            case SILENT -> bytes();
            case REFUSES_CONNECTION -> bytes(0x20, 0x03, 0x00, NOT_AUTHORIZED, 0x00);
            case ALLOWS_THREE -> bytes(0x20, 0x06, 0x00, 0x00, 0x03, 0x21, 0x00, 0x03);
            case ALLOWS_A_THOUSAND_BYTES -> bytes(0x20, 0x08, 0x00, 0x00, 0x05, 0x27, 0x00, 0x00, 0x03, 0xE8);
            default -> bytes(0x20, 0x03, 0x00, 0x00, 0x00);
        };
    }

    private byte[] suback(byte[] subscribe) {
        return switch (script) {
            case SILENT_AFTER_CONNACK -> bytes();
            case REFUSES_SUBSCRIPTION -> bytes(0x90, 0x04, subscribe[0], subscribe[1], 0x00, NOT_AUTHORIZED);
            default -> bytes(0x90, 0x04, subscribe[0], subscribe[1], 0x00, 0x01);
        };
    }

    private byte[] puback(byte[] publish) {
        int id = 2 + (publish[0] & 0xFF) * 256 + (publish[1] & 0xFF); // behind the topic and its length
        return switch (script) {
            case SILENT_AFTER_SUBACK -> bytes();
            case REFUSES_MESSAGES -> bytes(0x40, 0x04, publish[id], publish[id + 1], QUOTA_EXCEEDED, 0x00);
            case HAS_NO_SUBSCRIBERS -> bytes(0x40, 0x04, publish[id], publish[id + 1], NO_SUBSCRIBERS, 0x00);
            default -> bytes(0x40, 0x04, publish[id], publish[id + 1], 0x00, 0x00);
        };
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
