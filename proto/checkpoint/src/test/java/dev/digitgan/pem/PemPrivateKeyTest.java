package dev.digitgan.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemPrivateKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keysOfEachKindAreReadAsPkcs8(String algorithm) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

    assertThat(read(TestCertificate.pem("PRIVATE KEY", key.getEncoded())).getEncoded())
        .isEqualTo(key.getEncoded());
  }

  @Test
  void anRsaKeyIsReadAsPkcs1() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    ByteBuffer fields = Der.content(ByteBuffer.wrap(key.getEncoded()), Der.SEQUENCE);
    Der.content(fields, Der.INTEGER);
    Der.content(fields, Der.SEQUENCE);
    ByteBuffer content = Der.content(fields, Der.OCTET_STRING);
    byte[] pkcs1 = new byte[content.remaining()];
    content.get(pkcs1);

    assertThat(read(TestCertificate.pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void anEllipticKeyIsReadAsSec1BehindItsCurve() throws Exception {
    TestCertificate server = TestAuthority.create().server();

    PrivateKey read = read(server.sec1KeyPem());

    assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) server.key()).getS());
    assertThat(PemIdentity.isPair(read, server.certificate().getPublicKey())).isTrue();
  }

  /** As {@code openssl genrsa -traditional -aes256} and its like write them. */
  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void aKeyThatItsHeadersCallEncryptedIsRefusedAsSuch(String label) {
    String text =
        "-----BEGIN "
            + label
            + "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0123456789ABCDEF\n\n"
            + "AAAA\n-----END "
            + label
            + "-----\n";

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FileRefusedException.class)
        .hasMessage(
            "--tls-key: key: the key is encrypted; it must not be: openssl pkey -in key -out"
                + " plain.key decrypts it");
  }

  private static PrivateKey read(String pem) throws Exception {
    return PemIdentity.key(
        new OptionFile("--tls-key", Path.of("key")), pem.getBytes(StandardCharsets.US_ASCII));
  }
}
