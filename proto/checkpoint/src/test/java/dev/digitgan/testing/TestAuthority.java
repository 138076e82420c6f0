package dev.digitgan.testing;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/** A certificate authority that lives as long as a test; its keys are on P-256. */
public final class TestAuthority {
  private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());
  private static final byte[] ECDSA_WITH_SHA256 =
      DerBytes.sequence(DerBytes.identifier("2a8648ce3d040302"));
  private static final byte[] IS_AUTHORITY =
      DerBytes.sequence(
          DerBytes.identifier("551d13"),
          DerBytes.isTrue(),
          DerBytes.octets(DerBytes.sequence(DerBytes.isTrue())));
  private static final Duration HOUR = Duration.ofHours(1);

  private final X500Principal name;
  private final PrivateKey key;
  private final X509Certificate certificate;

  private TestAuthority(X500Principal name, PrivateKey key, X509Certificate certificate) {
    this.name = name;
    this.key = key;
    this.certificate = certificate;
  }

  public static TestAuthority create() {
    X500Principal name = new X500Principal("CN=authority " + SERIAL.incrementAndGet());
    KeyPair pair = keyPair();
    Instant now = Instant.now();
    return new TestAuthority(
        name,
        pair.getPrivate(),
        sign(name, pair.getPrivate(), name, pair, now.minus(HOUR), now.plus(HOUR), IS_AUTHORITY));
  }

  /** Its own certificate. */
  public String pem() {
    return TestCertificate.pem(certificate);
  }

  /** Of "localhost" and 127.0.0.1. */
  public TestCertificate server() {
    return server(Instant.now().plus(HOUR));
  }

  /** Valid for the two hours before {@code end}. */
  public TestCertificate server(Instant end) {
    try {
      byte[] address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getAddress();
      return issue(
          "CN=server",
          end,
          DerBytes.element(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
          DerBytes.element(0x87, address));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Of a client.
   *
   * @param subject e.g. "CN=alice,O=test"; may be empty
   * @param uri its alternative name
   */
  public TestCertificate client(String subject, String uri) {
    return issue(
        subject,
        Instant.now().plus(HOUR),
        DerBytes.element(0x86, uri.getBytes(StandardCharsets.US_ASCII)));
  }

  private TestCertificate issue(String subject, Instant end, byte[]... alternativeNames) {
    KeyPair pair = keyPair();
    byte[] identifier = DerBytes.identifier("551d11");
    byte[] list = DerBytes.octets(DerBytes.sequence(alternativeNames));
    byte[] names =
        subject.isEmpty()
            ? DerBytes.sequence(identifier, DerBytes.isTrue(), list)
            : DerBytes.sequence(identifier, list);
    X509Certificate issued =
        sign(
            name,
            key,
            new X500Principal(subject),
            pair,
            end.minus(HOUR.multipliedBy(2)),
            end,
            names);
    return new TestCertificate(issued, pair.getPrivate());
  }

  private static X509Certificate sign(
      X500Principal issuer,
      PrivateKey issuerKey,
      X500Principal subject,
      KeyPair subjectPair,
      Instant start,
      Instant end,
      byte[] extension) {
    byte[] content =
        DerBytes.sequence(
            DerBytes.element(0xA0, DerBytes.integer(2)),
            DerBytes.integer(SERIAL.incrementAndGet()),
            ECDSA_WITH_SHA256,
            issuer.getEncoded(),
            DerBytes.sequence(DerBytes.time(start), DerBytes.time(end)),
            subject.getEncoded(),
            subjectPair.getPublic().getEncoded(),
            DerBytes.element(0xA3, DerBytes.sequence(extension)));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKey);
      signature.update(content);
      byte[] der = DerBytes.sequence(content, ECDSA_WITH_SHA256, DerBytes.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
