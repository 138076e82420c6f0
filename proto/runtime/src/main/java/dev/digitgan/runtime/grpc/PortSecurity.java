package dev.digitgan.runtime.grpc;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.runtime.access.AccessTokens;
import dev.digitgan.runtime.access.ClientAuthentication;
import dev.digitgan.runtime.files.ReloadedFiles;
import dev.digitgan.runtime.tls.ServerTls;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS and the tokens of an open main port. */
final class PortSecurity {
  private static final Logger log = LoggerFactory.getLogger(PortSecurity.class);

  private final Transport transport;
  private final Optional<ServerTls> tls;
  private final Optional<ReloadedFiles<AccessTokens>> tokens;

  PortSecurity(Transport transport, Clock clock) {
    this.transport = transport;
    this.tls = transport.tls().map(files -> new ServerTls(files, clock));
    this.tokens =
        transport
            .tokenFile()
            .map(path -> new OptionFile("--token-file", path))
            .map(
                file ->
                    new ReloadedFiles<>(
                        "tokens",
                        List.of(file),
                        contents -> AccessTokens.parse(file, contents.get(0))));
  }

  /** Reads all files; throws {@link UserErrorException} if one is unusable. */
  void applyTo(NettyServerBuilder server) {
    tls.ifPresent(files -> server.sslContext(files.load()));
    tokens.ifPresent(ReloadedFiles::load);
    if (tokens.isPresent() && tls.isEmpty()) {
      log.warn("tokens are required without TLS: anyone who sees the network can read them");
    }
  }

  /** Reads the files again from time to time; call it after {@link #applyTo}. */
  void watch(Background background) {
    tls.ifPresent(files -> background.every(transport.reloadPeriod(), files::check));
    tokens.ifPresent(files -> background.every(transport.reloadPeriod(), files::check));
  }

  /** Returns when the server's certificate expires; empty without TLS. */
  Optional<Instant> certificateExpiry() {
    return tls.map(ServerTls::expiry);
  }

  ServerInterceptor authentication() {
    return new ClientAuthentication(tokens.map(files -> files::current));
  }
}
