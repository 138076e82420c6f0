package dev.digitgan.k8s.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where a replica listens; 0 = any free port. */
record Ports(int grpc, int admin, int http) {
  static final Ports ANY = new Ports(0, 0, 0);

  /** Below the range that systems give to clients: theirs would take what a restart leaves. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  /** Three that were free a moment ago; somebody else may take one before they are used. */
  static Ports free() throws IOException {
    try (ServerSocket grpc = bind();
        ServerSocket admin = bind();
        ServerSocket http = bind()) {
      return new Ports(grpc.getLocalPort(), admin.getLocalPort(), http.getLocalPort());
    }
  }

  private static ServerSocket bind() throws IOException {
    InetAddress local = InetAddress.getLoopbackAddress();
    for (int attempt = 1; ; attempt++) {
      ServerSocket socket = new ServerSocket();
      try {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        socket.bind(new InetSocketAddress(local, port));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (attempt == 100) {
          throw e;
        }
      }
    }
  }

  List<String> arguments() {
    return List.of(
        "--grpc-port",
        Integer.toString(grpc),
        "--admin-port",
        Integer.toString(admin),
        "--http-port",
        Integer.toString(http));
  }
}
