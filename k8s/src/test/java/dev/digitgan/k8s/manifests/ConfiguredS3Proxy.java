package dev.digitgan.k8s.manifests;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * S3Proxy as its image starts it: by variables, which become properties. Runs on S3Proxy's class
 * path: hence nothing but the JDK and reflection. It ends when its standard input does.
 */
final class ConfiguredS3Proxy {
  private ConfiguredS3Proxy() {}

  /** Prints the port, then runs until the parent ends. */
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      String name = variable.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("s3proxy_") && !name.equals("s3proxy_java_opts")) {
        properties.put("s3proxy." + name.substring(8).replace('_', '-'), variable.getValue());
      } else if (name.startsWith("jclouds_")) {
        properties.put(name.replace('_', '.'), variable.getValue());
      }
    }
    Object store =
        Class.forName("org.gaul.s3proxy.BlobStores")
            .getMethod("create", String.class, Properties.class)
            .invoke(null, properties.getProperty("jclouds.provider"), properties);
    Class<?> builderClass = Class.forName("org.gaul.s3proxy.S3Proxy$Builder");
    Object builder =
        builderClass.getMethod("fromProperties", Properties.class).invoke(null, properties);
    builderClass
        .getMethod("blobStore", Class.forName("org.gaul.s3proxy.blobstore.BlobStore"))
        .invoke(builder, store);
    Object proxy = builderClass.getMethod("build").invoke(builder);
    Class<?> proxyClass = Class.forName("org.gaul.s3proxy.S3Proxy");
    proxyClass.getMethod("start").invoke(proxy);
    System.out.println("port " + proxyClass.getMethod("getPort").invoke(proxy));
    while (System.in.read() >= 0) {
      // Until the parent closes its end, or dies.
    }
    Runtime.getRuntime().halt(0);
  }
}
