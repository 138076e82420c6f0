package dev.digitgan.store.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process in which S3Proxy runs, on its own class path: hence nothing but the JDK and
 * reflection. It ends when its standard input does, so that it never outlives its parent.
 */
final class S3ProxyProcess {
  private S3ProxyProcess() {}

  /**
   * Prints the port, then runs until the parent ends.
   *
   * @param args directory, bucket, port (0: any), access key, secret key
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    Files.createDirectories(directory.resolve(args[1]));
    Class<?> proxyClass = Class.forName("org.gaul.s3proxy.S3Proxy");
    Class<?> storeClass = Class.forName("org.gaul.s3proxy.blobstore.BlobStore");
    Class<?> authenticationClass = Class.forName("org.gaul.s3proxy.auth.AuthenticationType");
    Object store =
        Class.forName("org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore")
            .getConstructor(String.class)
            .newInstance(directory.toString());
    Object authentication =
        authenticationClass.getMethod("fromString", String.class).invoke(null, "aws-v2-or-v4");
    Object builder = proxyClass.getMethod("builder").invoke(null);
    Class<?> builderClass = builder.getClass();
    builderClass.getMethod("blobStore", storeClass).invoke(builder, store);
    builderClass
        .getMethod("endpoint", URI.class)
        .invoke(builder, URI.create("http://127.0.0.1:" + args[2]));
    builderClass
        .getMethod("awsAuthentication", authenticationClass, String.class, String.class)
        .invoke(builder, authentication, args[3], args[4]);
    Object proxy = builderClass.getMethod("build").invoke(builder);
    proxyClass.getMethod("start").invoke(proxy);
    System.out.println("port " + proxyClass.getMethod("getPort").invoke(proxy));
    while (System.in.read() >= 0) {
      // Until the parent closes its end, or dies.
    }
    Runtime.getRuntime().halt(0);
  }
}
