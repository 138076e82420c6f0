package dev.digitgan.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Passes connections on to one port of this machine: as a server with TLS in front of one without,
 * or as a proxy that is asked to CONNECT, wherever that is said to lead.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final boolean isProxy;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Relay(ServerSocketFactory sockets, int target, boolean isProxy) throws IOException {
    this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.isProxy = isProxy;
    threads.execute(this::accept);
  }

  /** TLS, ended here. */
  public static Relay tls(TestCertificate own, int target) throws IOException {
    return new Relay(context(own).getServerSocketFactory(), target, false);
  }

  /** A proxy, each of whose tunnels ends at {@code target}. */
  public static Relay proxy(int target) throws IOException {
    return new Relay(ServerSocketFactory.getDefault(), target, true);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** What the proxy was asked to connect to, as "host:port". */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        threads.execute(() -> relay(client));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      if (isProxy) {
        connect(client);
      }
      threads.execute(() -> pass(server, client));
      pass(client, server);
    } catch (IOException e) {
      // The client gave up, as one that does not trust the certificate.
    } finally {
      open.remove(client);
    }
  }

  private void connect(Socket client) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = client.getInputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended within its request");
      }
      head.write(next);
    }
    asked.add(head.toString(StandardCharsets.ISO_8859_1).split(" ", 3)[1]);
    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  /** Until either end closes. */
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 14];
      for (int count = from.getInputStream().read(buffer);
          count >= 0;
          count = from.getInputStream().read(buffer)) {
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // Closed by the other direction.
    }
  }

  private static SSLContext context(TestCertificate own) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("own", own.key(), new char[0], new X509Certificate[] {own.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
