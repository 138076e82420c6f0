package dev.digitgan.runtime.testing;

import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Channels to this machine, closed together. */
public final class Channels implements AutoCloseable {
  private final List<ManagedChannel> open = new ArrayList<>();

  public ManagedChannel plain(int port) {
    return to(port, InsecureChannelCredentials.create());
  }

  public ManagedChannel tls(int port, TestAuthority trusted) {
    return to(port, credentials(trusted).build());
  }

  public ManagedChannel mutualTls(int port, TestAuthority trusted, TestCertificate own) {
    try {
      return to(port, credentials(trusted).keyManager(in(own.pem()), in(own.keyPem())).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TlsChannelCredentials.Builder credentials(TestAuthority trusted) {
    try {
      return TlsChannelCredentials.newBuilder().trustManager(in(trusted.pem()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private synchronized ManagedChannel to(int port, ChannelCredentials credentials) {
    ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port, credentials).build();
    open.add(channel);
    return channel;
  }

  @Override
  public synchronized void close() {
    open.forEach(ManagedChannel::shutdownNow);
  }
}
