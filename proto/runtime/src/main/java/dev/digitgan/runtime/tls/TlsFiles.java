package dev.digitgan.runtime.tls;

import dev.digitgan.file.OptionFile;
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
public record TlsFiles(
    OptionFile certificate, OptionFile key, Optional<OptionFile> clientAuthorities) {
  List<OptionFile> all() {
    List<OptionFile> all = new ArrayList<>(List.of(certificate, key));
    clientAuthorities.ifPresent(all::add);
    return all;
  }
}
