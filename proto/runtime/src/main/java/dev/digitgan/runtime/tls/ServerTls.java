package dev.digitgan.runtime.tls;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.pem.PemCertificates;
import dev.digitgan.pem.PemIdentity;
import dev.digitgan.runtime.files.ReloadedFiles;
import io.grpc.netty.GrpcSslContexts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/**
 * TLS 1.2 and 1.3 of a server whose files may change: new connections use the current files, old
 * ones stay.
 *
 * <p>It uses the JDK, not OpenSSL through JNI: connections are long, so handshakes are few, AES-GCM
 * is an intrinsic, and no second native library has to match the machine. Each change makes a new
 * context, in which no old session can be resumed: a client whose authority was removed must show a
 * certificate again.
 */
public final class ServerTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsFiles files;
  private final PemCertificates certificates;
  private final ReloadedFiles<Loaded> loaded;

  private record Loaded(SslContext context, Instant expiry) {}

  public ServerTls(TlsFiles files, Clock clock) {
    this.files = files;
    this.certificates = new PemCertificates(clock);
    this.loaded = new ReloadedFiles<>("TLS certificates", files.all(), this::loaded);
  }

  /** Reads the files; throws {@link UserErrorException} if one is unusable. */
  public SslContext load() {
    loaded.load();
    return new ReloadedSslContext(() -> loaded.current().context);
  }

  /** Checks whether the files have changed. */
  public void check() {
    loaded.check();
  }

  /** Returns when the certificate of new connections expires; call it after {@link #load}. */
  public Instant expiry() {
    return loaded.current().expiry;
  }

  private Loaded loaded(List<byte[]> contents) throws FileRefusedException {
    PemIdentity own =
        PemIdentity.read(
            certificates, files.certificate(), contents.get(0), files.key(), contents.get(1));
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(
                  SslContextBuilder.forServer(own.key(), own.chain()), SslProvider.JDK)
              .protocols(PROTOCOLS);
      Optional<OptionFile> authorities = files.clientAuthorities();
      if (authorities.isPresent()) {
        builder
            .trustManager(PemCertificates.authorities(authorities.get(), contents.get(2)))
            .clientAuth(ClientAuth.REQUIRE);
      }
      return new Loaded(builder.build(), own.chain()[0].getNotAfter().toInstant());
    } catch (SSLException | IllegalArgumentException e) {
      throw new FileRefusedException(files.certificate(), String.valueOf(e.getMessage()), e);
    }
  }

  /** A context that gives each new connection an engine of the current context. */
  private static final class ReloadedSslContext extends SslContext {
    private final Supplier<SslContext> current;

    ReloadedSslContext(Supplier<SslContext> current) {
      this.current = current;
    }

    @Override
    public boolean isClient() {
      return false;
    }

    @Override
    public List<String> cipherSuites() {
      return current.get().cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // Netty requires this method.
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
      return current.get().applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
      return current.get().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
      return current.get().newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
      return current.get().sessionContext();
    }
  }
}
