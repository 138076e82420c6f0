package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.trainer.testing.TrainingThread;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrainingThread.class)
final class GraphNumberTest {
  private static final int TIMES = 20;
  private static final int BUFFERS = 2_000;

  @Test
  void outlivesAGarbageCollectionBetweenThePasses() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray x = manager.create(new float[] {1, 2, 3}, new Shape(3));
      x.setRequiresGradient(true);
      for (int i = 0; i < TIMES; i++) {
        JniUtils.zeroGrad((PtNDArray) x);
        try (NDManager round = manager.newSubManager()) {
          NDArray product = x.mul(GraphNumber.of(round, 4)).div(GraphNumber.of(round, 2));
          product.attach(round);
          NDArray loss = product.sum();
          System.gc();
          List<ByteBuffer> reused = zeros();
          JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
          assertThat(reused).hasSize(BUFFERS);
        }
        assertThat(x.getGradient().toFloatArray()).containsExactly(2, 2, 2);
      }
    }
  }

  /** What takes the place of memory that was freed. */
  private static List<ByteBuffer> zeros() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < BUFFERS; i++) {
      buffers.add(ByteBuffer.allocateDirect(4));
    }
    return buffers;
  }
}
