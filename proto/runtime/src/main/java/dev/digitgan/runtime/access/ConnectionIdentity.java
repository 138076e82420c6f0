package dev.digitgan.runtime.access;

import dev.digitgan.runtime.access.ClientIdentity.Kind;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Identifies the client of a connection once, for all its calls. */
public final class ConnectionIdentity extends ServerTransportFilter {
  static final Attributes.Key<ClientIdentity> KEY =
      Attributes.Key.create("dev.digitgan.connection");

  /** The types of alternative names that can identify a client (RFC 5280, GeneralName). */
  private static final List<Integer> URI_THEN_DNS = List.of(6, 2);

  @Override
  public Attributes transportReady(Attributes transport) {
    return transport.toBuilder().set(KEY, identity(transport)).build();
  }

  private static ClientIdentity identity(Attributes transport) {
    return certificate(transport.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
        .map(certificate -> new ClientIdentity(Kind.CERTIFICATE, name(certificate)))
        .orElseGet(
            () ->
                new ClientIdentity(
                    Kind.ADDRESS, address(transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))));
  }

  private static Optional<X509Certificate> certificate(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate leaf
          ? Optional.of(leaf)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // The server did not ask for one.
    }
  }

  private static String name(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    if (!subject.isEmpty()) {
      return subject;
    }
    return alternativeName(certificate)
        .orElseGet(
            () ->
                "serial "
                    + HexFormat.of().formatHex(certificate.getSerialNumber().toByteArray())
                    + " of "
                    + certificate.getIssuerX500Principal().getName());
  }

  private static Optional<String> alternativeName(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names == null) {
        return Optional.empty();
      }
      return URI_THEN_DNS.stream()
          .flatMap(type -> names.stream().filter(name -> type.equals(name.get(0))))
          .map(name -> String.valueOf(name.get(1)))
          .findFirst();
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  private static String address(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}
