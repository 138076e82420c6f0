package dev.digitgan.trainer.data;

import java.nio.ByteBuffer;

/** The two files of a labelled image set. */
enum IdxKind {
  IMAGES(0x0803, 3),
  LABELS(0x0801, 1);

  private final int magic;
  private final int dimensionCount;

  IdxKind(int magic, int dimensionCount) {
    this.magic = magic;
    this.dimensionCount = dimensionCount;
  }

  int magic() {
    return magic;
  }

  int headerBytes() {
    return Integer.BYTES * (1 + dimensionCount);
  }

  byte[] header(int... dimensions) {
    ByteBuffer header = ByteBuffer.allocate(headerBytes()).putInt(magic);
    for (int dimension : dimensions) {
      header.putInt(dimension);
    }
    return header.array();
  }

  String noun() {
    return this == IMAGES ? "images" : "labels";
  }
}
