package dev.digitgan.trainer.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TestProgress;
import dev.digitgan.trainer.v1.GetRunRequest;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.RunState;
import dev.digitgan.trainer.v1.StopRunRequest;
import dev.digitgan.trainer.v1.TrainingServiceGrpc;
import dev.digitgan.trainer.v1.TrainingServiceGrpc.TrainingServiceBlockingStub;
import dev.digitgan.trainer.v1.WatchRunRequest;
import dev.digitgan.trainer.v1.WatchRunResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket. */
final class TrainingGrpcServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunBoard board = new RunBoard();
  private final TrainingGrpcService service =
      new TrainingGrpcService(Run.newBuilder().setRun("r-1").setRecipe("conv-ns").build(), board);
  private final GrpcEndpoint endpoint =
      new GrpcEndpoint(new GrpcSettings("localhost", 0, 0, 65536, 2), List.of(service), List.of());

  @BeforeEach
  void start() {
    service.start();
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.close();
    service.close();
  }

  @Test
  void theRunIsToldAsItStands() {
    withStub(
        stub -> {
          assertThat(stub.getRun(GetRunRequest.getDefaultInstance()).getRun().getState())
              .isEqualTo(RunState.RUN_STATE_STARTING);
          board.stepped(progress(7));
          Run run = stub.getRun(GetRunRequest.getDefaultInstance()).getRun();
          assertThat(run.getRun()).isEqualTo("r-1");
          assertThat(run.getState()).isEqualTo(RunState.RUN_STATE_TRAINING);
          assertThat(run.getStep()).isEqualTo(7);
          assertThat(run.getTimeLeft().getSeconds()).isEqualTo(90);
          assertThat(run.getFigures().getGeneratorLoss()).isEqualTo(0.75);
        });
  }

  @Test
  void howGoodTheLastVersionIsIsToldOnceItIsKnown() {
    withStub(
        stub -> {
          board.stepped(progress(7));
          assertThat(stub.getRun(GetRunRequest.getDefaultInstance()).getRun().hasQuality())
              .isFalse();
          Manifest judged =
              Manifest.newBuilder()
                  .setVersion(3)
                  .putMetrics("frechet_distance", Metric.newBuilder().setValue(12.5).build())
                  .putMetrics("real_frechet_distance", Metric.newBuilder().setValue(2.5).build())
                  .build();
          board.published(progress(7), judged);
          // The next one was not judged.
          board.published(progress(9), Manifest.newBuilder().setVersion(4).build());
          Run run = stub.getRun(GetRunRequest.getDefaultInstance()).getRun();
          assertThat(run.getQuality().getVersion()).isEqualTo(3);
          assertThat(run.getQuality().getFrechetDistance()).isEqualTo(12.5);
          assertThat(run.getQuality().getFrechetTimesReal()).isEqualTo(5);
          assertThat(run.getStep()).isEqualTo(9);
        });
  }

  @Test
  void stoppingIsAskedForOnceAndForAll() {
    withStub(
        stub -> {
          board.stepped(progress(7));
          stub.stopRun(StopRunRequest.getDefaultInstance());
          Run run = stub.stopRun(StopRunRequest.getDefaultInstance()).getRun();
          assertThat(run.getState()).isEqualTo(RunState.RUN_STATE_STOPPING);
          assertThat(board.stopRequested()).isTrue();
        });
  }

  @Test
  void aWatchSeesNewsAndTheEnd() {
    withChannel(
        channel -> {
          Watcher watcher = new Watcher();
          TrainingServiceGrpc.newStub(channel)
              .watchRun(WatchRunRequest.getDefaultInstance(), watcher);
          await().atMost(PATIENCE).until(() -> watcher.runs.size() == 1);
          board.stepped(progress(1));
          await().atMost(PATIENCE).until(() -> watcher.runs.size() == 2);
          board.stepped(progress(2));
          board.failed("the disk is full");
          await().atMost(PATIENCE).until(() -> watcher.ended.getCount() == 0);

          Run last = watcher.runs.get(watcher.runs.size() - 1);
          assertThat(last.getState()).isEqualTo(RunState.RUN_STATE_FAILED);
          assertThat(last.getFailure()).isEqualTo("the disk is full");
          assertThat(last.getStep()).isEqualTo(2);
          assertThat(watcher.failure).isNull();
        });
  }

  @Test
  void aWatchOfAnEndedRunGetsItsLastStateAndEnds() {
    board.stepped(progress(3));
    board.succeeded();
    withStub(
        stub ->
            assertThat(stub.watchRun(WatchRunRequest.getDefaultInstance()))
                .toIterable()
                .extracting(response -> response.getRun().getState())
                .containsExactly(RunState.RUN_STATE_SUCCEEDED));
  }

  @Test
  void theRunNamesItsAlarmsWhileTheyAreOn() {
    board.stepped(progress(3));
    for (Kind kind : List.of(Kind.MODE_COLLAPSE, Kind.NOT_FINITE)) {
      board.alarmed(progress(3), new TrainingAlarm(kind, Severity.FAILURE, "found", "do"));
    }
    withStub(
        stub ->
            assertThat(stub.getRun(GetRunRequest.getDefaultInstance()).getRun().getAlarmsList())
                .containsExactly("not_finite", "mode_collapse"));
    board.alarmEnded(progress(4), Kind.NOT_FINITE);
    board.stepped(progress(5));
    withStub(
        stub ->
            assertThat(stub.getRun(GetRunRequest.getDefaultInstance()).getRun().getAlarmsList())
                .containsExactly("mode_collapse"));
  }

  private static RunProgress progress(long step) {
    return TestProgress.at(1, step, new GameFigures(0.7, 0.6, 0.75, 0.5, 0.5));
  }

  private interface Use<T> {
    void with(T it);
  }

  private void withStub(Use<TrainingServiceBlockingStub> use) {
    withChannel(channel -> use.with(TrainingServiceGrpc.newBlockingStub(channel)));
  }

  private void withChannel(Use<ManagedChannel> use) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", endpoint.port()).usePlaintext().build();
    try {
      use.with(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private static final class Watcher implements StreamObserver<WatchRunResponse> {
    final List<Run> runs = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile @Nullable Throwable failure;

    @Override
    public void onNext(WatchRunResponse response) {
      runs.add(response.getRun());
    }

    @Override
    public void onError(Throwable t) {
      failure = t;
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }
  }
}
