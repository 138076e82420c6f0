package dev.digitgan.checkpoint.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.testing.StaleListing;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignatureTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final ObjectStore store = new InMemoryStore();
  private final ManifestSigner signer;
  private final TrustedKeys trusted;

  SignatureTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    SigningKeys.Pair pair = SigningKeys.create(directory.resolve("ours"));
    signer = ManifestSigner.read(pair.signing());
    trusted = TrustedKeys.read(pair.trusted());
  }

  @Test
  void aSignedManifestIsReadByWhoTrustsTheSignerAndByWhoAsksForNone() throws Exception {
    new CheckpointPublisher(store, KEYS, signer).publish(TestDrafts.draft(1));

    assertThat(reader(trusted).verify(Version.FIRST).manifest().getSeed()).isEqualTo(1);
    assertThat(new CheckpointReader(store, KEYS).load(Version.FIRST).manifest().getSeed())
        .isEqualTo(1);
  }

  @Test
  void anUnsignedManifestIsRefused() throws Exception {
    new CheckpointPublisher(store, KEYS).publish(TestDrafts.draft(1));

    assertRefused(
        trusted, "signature: the manifest of version 1 is not signed (models/digits/signatures/");
  }

  @Test
  void anotherSignerIsRefused() throws Exception {
    new CheckpointPublisher(store, KEYS, signer).publish(TestDrafts.draft(1));
    TrustedKeys others = TrustedKeys.read(SigningKeys.create(directory.resolve("b")).trusted());

    assertRefused(others, "signature: by key '" + signer.keyId() + "', which is not trusted");
  }

  @Test
  void aManifestThatWasChangedIsRefused() throws Exception {
    new CheckpointPublisher(store, KEYS, signer).publish(TestDrafts.draft(1));
    String manifest = KEYS.manifest(Version.FIRST);
    String text = new String(store.read(manifest, 1 << 20), UTF_8);
    store.put(
        manifest, text.replace("\"recipe\": \"test\"", "\"recipe\": \"best\"").getBytes(UTF_8));

    assertRefused(trusted, "signature: the manifest of version 1 is not signed");
  }

  @Test
  void aSignatureOfOtherBytesIsRefused() throws Exception {
    CheckpointPublisher publisher = new CheckpointPublisher(store, KEYS, signer);
    publisher.publish(TestDrafts.draft(1));
    publisher.publish(TestDrafts.draft(2));
    store.put(signatureKey(Version.FIRST), store.read(signatureKey(new Version(2)), 1 << 20));

    assertRefused(trusted, "signature: does not match the manifest under key sha256:");
  }

  @Test
  void aSignatureThatIsNotUnderstoodIsRefused() throws Exception {
    new CheckpointPublisher(store, KEYS, signer).publish(TestDrafts.draft(1));
    String key = signatureKey(Version.FIRST);
    String text = new String(store.read(key, 1 << 20), UTF_8);

    store.put(key, text.replace("Ed25519", "RSA").getBytes(UTF_8));
    assertRefused(trusted, "signature: algorithm is 'RSA'; this reader knows Ed25519");
    store.put(
        key, text.replaceAll("\"signature\": \".*\"", "\"signature\": \"AAAA\"").getBytes(UTF_8));
    assertRefused(trusted, "signature: does not match the manifest under key sha256:");
    store.put(key, "{key}".getBytes(UTF_8));
    assertRefused(trusted, "signature is not JSON");
    store.put(key, new byte[1 << 13]);
    assertRefused(trusted, "signature: object ");
  }

  @Test
  void whoLosesARaceSignsAgain() throws Exception {
    CheckpointPublisher publisher = new CheckpointPublisher(store, KEYS, signer);
    publisher.publish(TestDrafts.draft(1));
    ObjectStore stale = new StaleListing(store);
    publisher.publish(TestDrafts.draft(2));

    new CheckpointPublisher(stale, KEYS, signer).publish(TestDrafts.draft(3));

    assertThat(reader(trusted).load(new Version(3)).manifest().getSeed()).isEqualTo(3);
  }

  @Test
  void theSignatureIsThereBeforeTheCommit() throws Exception {
    ObjectStore watched =
        new HookedStore(
            store,
            (operation, key) -> {
              if (KEYS.version(key).isPresent() && operation.equals("putIfAbsent")) {
                assertThat(store.list(KEYS.signatures())).hasSize(1);
              }
            });
    new CheckpointPublisher(watched, KEYS, signer).publish(TestDrafts.draft(1));
    reader(trusted).load(Version.FIRST);
  }

  /**
   * The key of RFC 8410, as other programs write it: from the private half comes the public one.
   */
  @Test
  void keysOfOtherProgramsAreRead() throws Exception {
    Path signing = directory.resolve("rfc8410-private.pem");
    Files.writeString(
        signing,
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """);
    Path open = directory.resolve("rfc8410-public.pem");
    Files.writeString(
        open,
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """);
    assertThat(TrustedKeys.read(open).keyIds())
        .containsExactly(ManifestSigner.read(signing).keyId().toString());
  }

  @Test
  void aDirectoryOfKeysTrustsEachOfThem() throws Exception {
    Path keys = Files.createDirectory(directory.resolve("trusted"));
    Files.copy(directory.resolve("ours/trusted-key.pem"), keys.resolve("ours.pem"));
    Files.copy(
        SigningKeys.create(directory.resolve("theirs")).trusted(), keys.resolve("theirs.pem"));
    Files.writeString(keys.resolve("README"), "not a key");

    assertThat(TrustedKeys.read(keys).keyIds()).hasSize(2).contains(signer.keyId().toString());
  }

  @Test
  void filesThatAreNoKeysAreRefusedByName() throws Exception {
    Path signing = directory.resolve("ours/signing-key.pem");
    Path open = directory.resolve("ours/trusted-key.pem");
    Path text = Files.writeString(directory.resolve("text.pem"), "hello");
    Path odd =
        Files.writeString(
            directory.resolve("odd.pem"),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

    assertThatThrownBy(() -> TrustedKeys.read(signing))
        .hasMessage(signing + ": a trusted key is a 'PUBLIC KEY' block, not 'PRIVATE KEY'");
    assertThatThrownBy(() -> ManifestSigner.read(open))
        .hasMessage(open + ": a signing key is one 'PRIVATE KEY' block and nothing else");
    assertThatThrownBy(() -> TrustedKeys.read(text))
        .hasMessage(text + ": not a PEM file: it holds no -----BEGIN ...-----");
    assertThatThrownBy(() -> TrustedKeys.read(odd)).hasMessage(odd + ": not an Ed25519 public key");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> TrustedKeys.read(empty))
        .hasMessage(empty + ": no file in it ends with .pem");
    assertThatThrownBy(() -> TrustedKeys.read(directory.resolve("missing.pem")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPairIsNeverOverwrittenAndItsSecretIsItsOwners() throws Exception {
    Path signing = directory.resolve("ours/signing-key.pem");
    assertThatThrownBy(() -> SigningKeys.create(directory.resolve("ours")))
        .isInstanceOf(FileAlreadyExistsException.class);
    if (Files.getFileStore(signing).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signing)))
          .isEqualTo("rw-------");
    }
  }

  private CheckpointReader reader(TrustedKeys keys) {
    return new CheckpointReader(store, KEYS, keys);
  }

  private String signatureKey(Version version) throws IOException {
    return KEYS.signature(Sha256.of(store.read(KEYS.manifest(version), 1 << 20)));
  }

  private void assertRefused(TrustedKeys keys, String message) {
    assertThatThrownBy(() -> reader(keys).load(Version.FIRST))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(message);
  }
}
