package dev.digitgan.k8s.load;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Targets that name their addresses: {@code fixed:///127.0.0.1:1,127.0.0.1:2}. */
final class FixedAddresses extends NameResolverProvider {
  private static final String SCHEME = "fixed";

  static String target(List<String> addresses) {
    return SCHEME + ":///" + String.join(",", addresses);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args args) {
    List<EquivalentAddressGroup> addresses =
        Stream.of(target.getPath().substring(1).split(",")).map(FixedAddresses::group).toList();
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "localhost";
      }

      @Override
      public void start(Listener2 listener) {
        listener.onResult(
            ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromValue(addresses))
                .build());
      }

      @Override
      public void shutdown() {}
    };
  }

  private static EquivalentAddressGroup group(String address) {
    int colon = address.lastIndexOf(':');
    return new EquivalentAddressGroup(
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
  }
}
