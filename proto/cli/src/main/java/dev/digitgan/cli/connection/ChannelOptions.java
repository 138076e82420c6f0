package dev.digitgan.cli.connection;

import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.ProgramOptions;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.pem.PemCertificates;
import dev.digitgan.pem.PemIdentity;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Picocli mixin: how the client authenticates the server, and itself to the server. */
public final class ChannelOptions extends ProgramOptions {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final PemCertificates CERTIFICATES = new PemCertificates(Clock.systemUTC());

  private final OptionSpec tls =
      add(
          "--tls",
          "",
          boolean.class,
          "false",
          "Connect by TLS; without --tls-ca, to servers that Java trusts. The other --tls options"
              + " turn it on too.");
  private final OptionSpec authorities = addFile("--tls-ca", "PEM file of authorities to trust.");
  private final OptionSpec certificate =
      addFile(
          "--tls-cert",
          "PEM file of the caller's certificate chain, for servers that ask for one.");
  private final OptionSpec key =
      addFile("--tls-key", "PEM file of its key: PKCS #8, PKCS #1 or SEC 1, not encrypted.");
  private final OptionSpec serverName =
      add(
          "--tls-server-name",
          "NAME",
          String.class,
          Option.NULL_VALUE,
          "The name in the server's certificate, if the server is reached by another name, such as"
              + " that of a forwarded port.");
  private final OptionSpec tokenFile =
      addFile(
          "--token-file",
          "File of one line: the token for servers that ask for one, or \"subject token\".");

  public ChannelOptions() {
    super("DIGITGAN");
  }

  /** Reads the files; throws {@link MisuseException} if one is unusable. */
  public NettyChannelBuilder channelTo(ServerAddress server) {
    NettyChannelBuilder channel = NettyChannelBuilder.forTarget(server.toString());
    tls().ifPresentOrElse(channel::sslContext, channel::usePlaintext);
    serverName().ifPresent(channel::overrideAuthority);
    path(tokenFile)
        .ifPresent(
            file -> {
              Metadata headers = new Metadata();
              headers.put(AUTHORIZATION, "Bearer " + token(file));
              channel.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
            });
    return channel;
  }

  /** Does the same for a server that is called {@code name} and was found at {@code address}. */
  public NettyChannelBuilder channelTo(ServerAddress address, String name) {
    return channelTo(address).overrideAuthority(serverName().orElse(name));
  }

  private Optional<String> serverName() {
    return Optional.ofNullable(serverName.getValue());
  }

  private Optional<SslContext> tls() {
    Optional<OptionFile> trusted = file(authorities);
    Optional<OptionFile> chain = file(certificate);
    Optional<OptionFile> ownKey = file(key);
    if (chain.isPresent() != ownKey.isPresent()) {
      throw new MisuseException("--tls-cert and --tls-key go together");
    }
    if (!value(tls, Boolean.class)
        && trusted.isEmpty()
        && chain.isEmpty()
        && serverName().isEmpty()) {
      return Optional.empty();
    }
    SslContextBuilder context = GrpcSslContexts.forClient();
    try {
      if (trusted.isPresent()) {
        context.trustManager(PemCertificates.authorities(trusted.get(), bytes(trusted.get())));
      }
      if (chain.isPresent() && ownKey.isPresent()) {
        PemIdentity own =
            PemIdentity.read(
                CERTIFICATES, chain.get(), bytes(chain.get()), ownKey.get(), bytes(ownKey.get()));
        context.keyManager(own.key(), own.chain());
      }
      return Optional.of(context.build());
    } catch (FileRefusedException e) {
      throw MisuseException.of(e);
    } catch (SSLException | IllegalArgumentException e) {
      throw new MisuseException("TLS cannot be set up: " + Texts.failure(e));
    }
  }

  private static byte[] bytes(OptionFile file) {
    try {
      return Files.readAllBytes(file.path());
    } catch (IOException e) {
      throw new MisuseException(file.option() + ": " + Texts.failure(e));
    }
  }

  /** Reads a token that stands alone or, as in servers' files, after its subject. */
  private static String token(Path file) {
    List<String> lines;
    try {
      lines =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (IOException e) {
      throw new MisuseException("--token-file: " + Texts.failure(e));
    }
    if (lines.size() != 1) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "--token-file: %s: it holds %d lines, not one with the token",
              file,
              lines.size()));
    }
    String[] words = lines.get(0).split("\\s+", -1);
    String token = words[words.length - 1];
    if (words.length > 2 || !TOKEN.matcher(token).matches()) {
      throw new MisuseException("--token-file: " + file + ": its line is not a token");
    }
    return token;
  }
}
