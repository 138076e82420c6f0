package dev.digitgan.generator.bench;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.digitgan.generator.v1.GeneratorProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Python that has PyTorch and gRPC.
 *
 * @param versions of what it has, in words
 */
record PythonInterpreter(String executable, String versions) {
  private static final String QUESTION =
      """
      import platform, os, torch, grpc, google.protobuf
      from google.protobuf.internal import api_implementation as api
      config = torch.__config__.show()
      blas = 'MKL' if 'USE_MKL=ON' in config else 'other BLAS'
      for line in open('/proc/self/maps') if os.path.exists('/proc/self/maps') else []:
          if 'blas' in line.lower() and '/' in line:
              blas = os.path.realpath(line[line.index('/'):].strip())
      print('Python %s, torch %s (%s), grpcio %s, protobuf %s (%s)' % (platform.python_version(),
            torch.__version__, blas, grpc.__version__, google.protobuf.__version__, api.Type()))
      """;

  /** The first of {@code candidates} that has both. */
  static Optional<PythonInterpreter> find(List<String> candidates) throws InterruptedException {
    for (String candidate : candidates) {
      Optional<PythonInterpreter> found = ask(candidate);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<PythonInterpreter> ask(String executable) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(executable, "-c", QUESTION)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String versions =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0
          ? Optional.of(new PythonInterpreter(executable, versions))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // There is no such executable.
    }
  }

  /**
   * Writes the API's descriptors, of which Python makes its messages when it starts: code that this
   * build's protoc would generate wants a newer protobuf than Debian's.
   */
  static void writeDescriptors(Path file) throws IOException {
    FileDescriptorSet.Builder files = FileDescriptorSet.newBuilder();
    FileDescriptor api = GeneratorProto.getDescriptor();
    api.getDependencies().forEach(dependency -> files.addFile(dependency.toProto()));
    files.addFile(api.toProto());
    Files.write(file, files.build().toByteArray());
  }
}
