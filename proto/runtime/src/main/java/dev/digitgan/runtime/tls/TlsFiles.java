package dev.digitgan.runtime.tls;

import dev.digitgan.file.OptionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PEM files of a server.
 *
 * @param certificate its chain, its own certificate first
 * @param key of that certificate, not encrypted: PKCS #8, PKCS #1 or SEC 1
 * @param clientAuthorities authorities that must have signed clients' certificates; empty: clients
 *     need no certificate
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {
  OptionFile certificateFile() {
    return new OptionFile("--tls-cert", certificate);
  }

  OptionFile keyFile() {
    return new OptionFile("--tls-key", key);
  }

  Optional<OptionFile> clientAuthoritiesFile() {
    return clientAuthorities.map(path -> new OptionFile("--tls-client-ca", path));
  }

  List<OptionFile> all() {
    List<OptionFile> all = new ArrayList<>(List.of(certificateFile(), keyFile()));
    clientAuthoritiesFile().ifPresent(all::add);
    return all;
  }
}
