package dev.digitgan.checkpoint.signing;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.pem.PemBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;

/** Makes pairs of keys, as files. */
public final class SigningKeys {
  private static final String SIGNING = "signing-key.pem";
  private static final String TRUSTED = "trusted-key.pem";

  private SigningKeys() {}

  /** The files of a pair: {@code signing} for the trainer alone, {@code trusted} for readers. */
  public record Pair(Path signing, Path trusted, Sha256 keyId) {}

  /**
   * Makes a pair in {@code directory}, which it creates if necessary; existing keys stay. Only the
   * owner can read the signing key, if the file system supports that.
   */
  public static Pair create(Path directory) throws IOException {
    Path signing = directory.resolve(SIGNING);
    Path trusted = directory.resolve(TRUSTED);
    for (Path file : new Path[] {signing, trusted}) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
    }
    Files.createDirectories(directory);
    KeyPair pair = Ed25519.newKeys();
    Files.createFile(signing, ownerOnly(directory));
    Files.writeString(
        signing,
        new PemBlock("PRIVATE KEY", pair.getPrivate().getEncoded()).text(),
        StandardCharsets.US_ASCII);
    Files.writeString(
        trusted,
        new PemBlock("PUBLIC KEY", pair.getPublic().getEncoded()).text(),
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE_NEW);
    return new Pair(signing, trusted, Sha256.of(pair.getPublic().getEncoded()));
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
