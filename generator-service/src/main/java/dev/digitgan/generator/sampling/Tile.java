package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileModel;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one forward pass, of one or many calls for the same model.
 *
 * @param costs of such tiles, updated for the next one
 * @param size rows of the pass; those after the segments are padding
 */
record Tile(TileModel model, TileCosts costs, int size, List<Segment> segments) {
  /** Rows {@code at} to {@code at + rows - 1} of a call, at {@code row} of the tile. */
  record Segment(SampleCall call, int at, int rows, int row) {}

  int rows() {
    Segment last = segments.get(segments.size() - 1);
    return last.row() + last.rows();
  }

  /** Writes the inputs of all rows, zeros for padding. */
  void inputs(float[] into) {
    int inputSize = into.length / size;
    for (Segment segment : segments) {
      segment.call.inputs(segment.at, segment.rows, into, segment.row * inputSize);
    }
    Arrays.fill(into, rows() * inputSize, into.length, 0);
  }
}
