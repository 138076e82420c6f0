package dev.digitgan.runtime.grpc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client's end of a connection, below gRPC: it does what no gRPC client does. */
final class RawConnection implements AutoCloseable {
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(30_000);
  }

  /** HTTP/2's preface and empty settings. */
  RawConnection begin() throws IOException {
    socket
        .getOutputStream()
        .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    write(SETTINGS, new byte[0]);
    return this;
  }

  void ping() throws IOException {
    write(PING, new byte[8]);
  }

  /** Reads until the server says why it closes: the error's number and its text. */
  String goAway() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.skipNBytes(5);
      ByteBuffer payload = ByteBuffer.wrap(in.readNBytes(length));
      if (type == GO_AWAY && payload.getInt(4) != 0) {
        return payload.getInt(4)
            + " "
            + StandardCharsets.US_ASCII.decode(payload.slice(8, length - 8));
      }
    }
  }

  /** Reads until the server has closed. */
  void awaitEnd() throws IOException {
    try {
      new DataInputStream(socket.getInputStream()).skipNBytes(Long.MAX_VALUE);
    } catch (EOFException e) {
      return;
    } catch (SocketException e) {
      return; // Reset: closed before it read what was sent.
    }
  }

  private void write(int type, byte[] payload) throws IOException {
    byte[] frame =
        ByteBuffer.allocate(9 + payload.length)
            .put((byte) 0)
            .putShort((short) payload.length)
            .put((byte) type)
            .put((byte) 0)
            .putInt(0)
            .put(payload)
            .array();
    socket.getOutputStream().write(frame);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
