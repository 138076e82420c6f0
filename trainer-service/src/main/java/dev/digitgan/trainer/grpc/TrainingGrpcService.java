package dev.digitgan.trainer.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.util.Durations;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.RunSnapshot;
import dev.digitgan.trainer.v1.GameFigures;
import dev.digitgan.trainer.v1.GetRunRequest;
import dev.digitgan.trainer.v1.GetRunResponse;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.RunState;
import dev.digitgan.trainer.v1.StopRunRequest;
import dev.digitgan.trainer.v1.StopRunResponse;
import dev.digitgan.trainer.v1.TrainingServiceGrpc.TrainingServiceImplBase;
import dev.digitgan.trainer.v1.VersionQuality;
import dev.digitgan.trainer.v1.WatchRunRequest;
import dev.digitgan.trainer.v1.WatchRunResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells callers about the run of this process, and stops it for them. */
public final class TrainingGrpcService extends TrainingServiceImplBase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainingGrpcService.class);
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final Run identity;
  private final RunBoard board;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "run-watches");
            thread.setDaemon(true);
            return thread;
          });

  public TrainingGrpcService(Run identity, RunBoard board) {
    this.identity = identity;
    this.board = board;
  }

  public void start() {
    board.onEnd(this::tick);
    long interval = WATCH_INTERVAL.toMillis();
    var unused = ticker.scheduleAtFixedRate(this::tick, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      watches.forEach(this::advance);
    } catch (RuntimeException e) {
      // A watch that fails must not end the ticker for the others.
      log.warn("a watch of the run failed", e);
    }
  }

  private void advance(Watch watch) {
    if (watch.advance(current(), board.current().state().ended())) {
      watches.remove(watch);
    }
  }

  /** One call that watches the run. At most one message waits for a slow reader. */
  private static final class Watch {
    private final ServerCallStreamObserver<WatchRunResponse> call;

    @GuardedBy("this")
    private @Nullable Run sent;

    @GuardedBy("this")
    private boolean ended;

    Watch(ServerCallStreamObserver<WatchRunResponse> call) {
      this.call = call;
    }

    /** Sends a changed run if the reader keeps up, and always the last; true when it is over. */
    synchronized boolean advance(Run run, boolean last) {
      if (ended || call.isCancelled()) {
        ended = true;
        return true;
      }
      if (last || (call.isReady() && !run.equals(sent))) {
        call.onNext(WatchRunResponse.newBuilder().setRun(run).build());
        sent = run;
      }
      if (last) {
        call.onCompleted();
        ended = true;
      }
      return ended;
    }
  }

  @Override
  public void getRun(GetRunRequest request, StreamObserver<GetRunResponse> responses) {
    responses.onNext(GetRunResponse.newBuilder().setRun(current()).build());
    responses.onCompleted();
  }

  @Override
  public void watchRun(WatchRunRequest request, StreamObserver<WatchRunResponse> responses) {
    var call = (ServerCallStreamObserver<WatchRunResponse>) responses;
    Watch watch = new Watch(call);
    watches.add(watch);
    call.setOnCancelHandler(() -> watches.remove(watch));
    advance(watch);
  }

  @Override
  public void stopRun(StopRunRequest request, StreamObserver<StopRunResponse> responses) {
    log.info("a client asked the run to stop over gRPC");
    board.requestStop();
    responses.onNext(StopRunResponse.newBuilder().setRun(current()).build());
    responses.onCompleted();
  }

  private Run current() {
    return message(board.current());
  }

  private Run message(RunSnapshot snapshot) {
    RunProgress progress = snapshot.progress();
    Run.Builder run = identity.toBuilder();
    JudgedVersion judged = snapshot.judged();
    if (judged != null) {
      run.setQuality(quality(judged));
    }
    return run.setState(state(snapshot.state()))
        .setFailure(snapshot.failure())
        .setStep(progress.step())
        .setTotalSteps(progress.totalSteps())
        .setEpoch(progress.epoch())
        .setTotalEpochs(progress.totalEpochs())
        .setStepsPerSecond(progress.stepsPerSecond())
        .setImagesPerSecond(progress.imagesPerSecond())
        .setTimeLeft(Durations.fromMillis(progress.timeLeft().toMillis()))
        .setFigures(figures(progress.figures()))
        .setPublishedVersion(progress.publishedVersion())
        .addAllAlarms(snapshot.alarms().stream().map(alarm -> alarm.kind().text()).toList())
        .build();
  }

  private static GameFigures figures(dev.digitgan.trainer.game.GameFigures figures) {
    return GameFigures.newBuilder()
        .setDiscriminatorLossReal(figures.discriminatorLossReal())
        .setDiscriminatorLossFake(figures.discriminatorLossFake())
        .setGeneratorLoss(figures.generatorLoss())
        .setDiscriminatorAccuracyReal(figures.discriminatorAccuracyReal())
        .setDiscriminatorAccuracyFake(figures.discriminatorAccuracyFake())
        .build();
  }

  private static VersionQuality quality(JudgedVersion judged) {
    VersionQuality.Builder quality =
        VersionQuality.newBuilder()
            .setVersion(judged.version())
            .setFrechetDistance(judged.frechetDistance());
    judged.timesReal().ifPresent(quality::setFrechetTimesReal);
    return quality.build();
  }

  private static RunState state(RunSnapshot.State state) {
    return switch (state) {
      case STARTING -> RunState.RUN_STATE_STARTING;
      case TRAINING -> RunState.RUN_STATE_TRAINING;
      case STOPPING -> RunState.RUN_STATE_STOPPING;
      case SUCCEEDED -> RunState.RUN_STATE_SUCCEEDED;
      case FAILED -> RunState.RUN_STATE_FAILED;
    };
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
