package dev.digitgan.runtime.tls;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.pem.PemCertificates;
import dev.digitgan.pem.PemIdentity;
import dev.digitgan.runtime.files.ReloadedFiles;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * TLS 1.2 and 1.3 of a server whose files may change: new connections get what the files hold now,
 * old ones live on.
 *
 * <p>By the JDK, not by OpenSSL through JNI: connections live long, so handshakes are few, and
 * AES-GCM is an intrinsic; there is no native library to match to a machine beside the engine's.
 * Each change makes a context of its own, so that no session of the old one is resumed: a client
 * whose authority was removed must show a certificate again.
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

  /** Reads the files; {@link UserErrorException} where one cannot be used. */
  public SslContext load() {
    loaded.load();
    return new ReloadedSslContext(() -> loaded.current().context);
  }

  /** Looks whether the files have changed. */
  public void check() {
    loaded.check();
  }

  /** Until when the certificate is valid that new connections get; after {@link #load}. */
  public Instant expiry() {
    return loaded.current().expiry;
  }

  private Loaded loaded(List<byte[]> contents) throws FileRefusedException {
    PemIdentity own =
        PemIdentity.read(
            certificates,
            files.certificateFile(),
            contents.get(0),
            files.keyFile(),
            contents.get(1));
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(
                  SslContextBuilder.forServer(own.key(), own.chain()), SslProvider.JDK)
              .protocols(PROTOCOLS);
      Optional<OptionFile> authorities = files.clientAuthoritiesFile();
      if (authorities.isPresent()) {
        builder
            .trustManager(PemCertificates.authorities(authorities.get(), contents.get(2)))
            .clientAuth(ClientAuth.REQUIRE);
      }
      return new Loaded(builder.build(), own.chain()[0].getNotAfter().toInstant());
    } catch (SSLException | IllegalArgumentException e) {
      throw new FileRefusedException(files.certificateFile(), String.valueOf(e.getMessage()), e);
    }
  }
}
