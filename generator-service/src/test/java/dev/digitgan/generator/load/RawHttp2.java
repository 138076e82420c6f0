package dev.digitgan.generator.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connection on which anything can be said, in HTTP/2's frames or not. Reads nothing unless it is
 * asked to. Source of the frames: RFC 9113, sections 4 and 6; of the header fields: RFC 7541,
 * section 6.2.2.
 */
public final class RawHttp2 implements Closeable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;

  private static final short INITIAL_WINDOW_SIZE = 4;
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int CANCEL = 8;

  private final Socket socket;
  private final OutputStream out;

  public RawHttp2(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * @param local address that the server sees
   */
  private RawHttp2(InetAddress local, int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
  }

  /** A connection that has said what a client says first. */
  public static RawHttp2 greeted(int port) throws IOException {
    return greeted(new RawHttp2(port), 65_535);
  }

  /**
   * A connection whose streams take so many bytes, and then no more.
   *
   * @param local address that the server sees
   */
  public static RawHttp2 narrow(InetAddress local, int port, int windowBytes) throws IOException {
    return greeted(new RawHttp2(local, port), windowBytes);
  }

  private static RawHttp2 greeted(RawHttp2 connection, int windowBytes) throws IOException {
    connection.write(PREFACE);
    byte[] windowSize =
        ByteBuffer.allocate(6).putShort(INITIAL_WINDOW_SIZE).putInt(windowBytes).array();
    connection.frame(SETTINGS, 0, 0, windowSize);
    return connection;
  }

  /** The first bytes of any client. */
  public static byte[] preface() {
    return PREFACE.clone();
  }

  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    frame(type, flags, stream, payload.length, payload);
  }

  /** A frame that says to be of another length than it is. */
  public void frame(int type, int flags, int stream, int length, byte[] payload)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (length >> 16)).put((byte) (length >> 8)).put((byte) length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    write(frame.array());
  }

  /** Opens a stream with a call of {@code path}. */
  public void call(int stream, String path) throws IOException {
    frame(HEADERS, END_HEADERS, stream, callHeaders(path));
  }

  /** Sends the only message of a call. */
  public void message(int stream, MessageLite message) throws IOException {
    byte[] bytes = message.toByteArray();
    frame(
        DATA,
        END_STREAM,
        stream,
        ByteBuffer.allocate(5 + bytes.length)
            .put((byte) 0)
            .putInt(bytes.length)
            .put(bytes)
            .array());
  }

  public void reset(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
  }

  /** The header block of a gRPC call. */
  public static byte[] callHeaders(String path) {
    return fields(
        ":method",
        "POST",
        ":scheme",
        "http",
        ":path",
        path,
        ":authority",
        "localhost",
        "content-type",
        "application/grpc",
        "te",
        "trailers");
  }

  /** A header block of literal fields: names and values in turn, each of under 127 bytes. */
  public static byte[] fields(String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        block.write(0);
      }
      byte[] text = namesAndValues[i].getBytes(US_ASCII);
      block.write(text.length);
      block.writeBytes(text);
    }
    return block.toByteArray();
  }

  /**
   * Reads until the peer closes, or resets, the connection.
   *
   * @return whether it did so before {@code patience} passed in silence
   */
  public boolean awaitClose(Duration patience) {
    byte[] buffer = new byte[4_096];
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      InputStream in = socket.getInputStream();
      int count = in.read(buffer);
      while (count >= 0) {
        count = in.read(buffer);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
