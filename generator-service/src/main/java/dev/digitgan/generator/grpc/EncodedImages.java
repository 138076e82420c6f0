package dev.digitgan.generator.grpc;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Images as they travel: either pixels or files.
 *
 * @param pixels empty if they travel as files
 * @param png empty if they travel as pixels
 */
record EncodedImages(ByteString pixels, List<ByteString> png) {
  EncodedImages {
    png = List.copyOf(png);
  }
}
