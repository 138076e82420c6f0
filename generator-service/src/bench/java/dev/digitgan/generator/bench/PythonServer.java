package dev.digitgan.generator.bench;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.digitgan.generator.v1.GeneratorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the server in Python needs. */
final class PythonServer {
  /** Needs PyTorch and gRPC. */
  static final String VERSIONS =
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

  private PythonServer() {}

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
