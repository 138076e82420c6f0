package dev.digitgan.cli.connection;

import dev.digitgan.cli.console.Failures;
import dev.digitgan.command.MisuseException;
import dev.digitgan.file.OptionFile;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: how the server is known to be the right one, and the caller to be allowed. */
public final class ChannelOptions {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Option(
      names = "--tls",
      defaultValue = "${env:DIGITGAN_TLS:-false}",
      description = {
        "Connect by TLS; without --tls-ca, to servers that Java trusts. The other --tls options turn it on too.",
        "DIGITGAN_TLS; now ${DEFAULT-VALUE}."
      })
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_TLS_CA:-" + Option.NULL_VALUE + "}",
      description = {"PEM file of authorities to trust.", "DIGITGAN_TLS_CA."})
  private @Nullable Path authorities;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_TLS_CERT:-" + Option.NULL_VALUE + "}",
      description = {
        "PEM file of the caller's certificate chain, for servers that ask for one.",
        "DIGITGAN_TLS_CERT."
      })
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_TLS_KEY:-" + Option.NULL_VALUE + "}",
      description = {
        "PEM file of its key: PKCS #8, PKCS #1 or SEC 1, not encrypted.",
        "DIGITGAN_TLS_KEY."
      })
  private @Nullable Path key;

  @Option(
      names = "--tls-server-name",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_TLS_SERVER_NAME:-" + Option.NULL_VALUE + "}",
      description = {
        "The name in the server's certificate, where it is reached by another, a forwarded port say.",
        "DIGITGAN_TLS_SERVER_NAME."
      })
  private @Nullable String serverName;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_TOKEN_FILE:-" + Option.NULL_VALUE + "}",
      description = {
        "File of one line: the token for servers that ask for one, or \"subject token\".",
        "DIGITGAN_TOKEN_FILE."
      })
  private @Nullable Path tokenFile;

  /** Reads the files; {@link MisuseException} where one cannot be used. */
  public NettyChannelBuilder channelTo(ServerAddress server) {
    NettyChannelBuilder channel = builder(server.toString(), credentials());
    if (serverName != null) {
      channel.overrideAuthority(serverName);
    }
    if (tokenFile != null) {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + TokenLine.read(tokenFile));
      channel.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
    return channel;
  }

  /**
   * As {@link #channelTo(ServerAddress)}.
   *
   * @param name of the server, which is reached at {@code address}
   */
  public NettyChannelBuilder channelTo(ServerAddress address, String name) {
    NettyChannelBuilder channel = channelTo(address);
    return serverName == null ? channel.overrideAuthority(name) : channel;
  }

  private NettyChannelBuilder builder(String target, ChannelCredentials credentials) {
    try {
      return NettyChannelBuilder.forTarget(target, credentials);
    } catch (IllegalArgumentException e) {
      throw credentials instanceof TlsChannelCredentials
          ? new MisuseException("TLS cannot be set up: " + Failures.text(e))
          : new MisuseException(Failures.text(e));
    }
  }

  private ChannelCredentials credentials() {
    if ((certificate == null) != (key == null)) {
      throw new MisuseException("--tls-cert and --tls-key go together");
    }
    if (!tls && authorities == null && certificate == null && serverName == null) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    if (authorities != null) {
      credentials.trustManager(PemFiles.trust(new OptionFile("--tls-ca", authorities)));
    }
    if (certificate != null && key != null) {
      credentials.keyManager(
          PemFiles.identity(
              new OptionFile("--tls-cert", certificate), new OptionFile("--tls-key", key)));
    }
    return credentials.build();
  }
}
