package dev.digitgan.generator.server;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.cache.LastGoodCache;
import dev.digitgan.generator.grpc.GeneratorGrpcService;
import dev.digitgan.generator.grpc.ModelWatches;
import dev.digitgan.generator.grpc.ReplyMemory;
import dev.digitgan.generator.grpc.Sampling;
import dev.digitgan.generator.metrics.CallMeters;
import dev.digitgan.generator.metrics.ModelMeters;
import dev.digitgan.generator.metrics.SamplingMeters;
import dev.digitgan.generator.metrics.SwapMeters;
import dev.digitgan.generator.model.CheckpointLoader;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.Numerics;
import dev.digitgan.generator.sampling.SamplingEngine;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.watch.CheckpointWatcher;
import dev.digitgan.generator.watch.FollowedVersions;
import dev.digitgan.generator.watch.LoadThreads;
import dev.digitgan.generator.watch.NativeHeapTrim;
import dev.digitgan.generator.watch.Setbacks;
import dev.digitgan.generator.watch.StoredChannels;
import dev.digitgan.generator.watch.SwapListener;
import dev.digitgan.generator.watch.VersionLoads;
import dev.digitgan.runtime.command.ServicePorts;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.engine.EngineThreads;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcMeters;
import dev.digitgan.runtime.http.HttpEndpoint;
import dev.digitgan.runtime.http.ServiceMetrics;
import dev.digitgan.runtime.http.StatusPage;
import dev.digitgan.store.ObjectStore;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles all parts of the service over one store. */
public final class GeneratorServer implements AutoCloseable {
  /** Calls of WatchModel that may be open: each is an idle stream and takes little memory. */
  private static final int MAX_WATCHES = 1_000;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final List<MeterBinder> meters;
  private final ModelSlot slot;
  private final LoadThreads loads;
  private final CheckpointWatcher watcher;
  private final SamplingEngine engine;
  private final ScheduledExecutorService helpers;
  private final GrpcEndpoint grpc;
  private final HttpEndpoint http;
  private final ModelWatches watches = new ModelWatches(MAX_WATCHES);
  private final @Nullable LastGoodCache cache;
  private volatile boolean draining;

  /**
   * @param store owned by the caller
   */
  public GeneratorServer(
      GeneratorSettings settings,
      ObjectStore store,
      CheckpointKeys keys,
      Device device,
      Numerics numerics) {
    this.store = store;
    this.keys = keys;
    CheckpointSettings checkpoints = settings.checkpoints();
    Optional<LastGoodCache> cache =
        checkpoints.cacheDirectory().map(directory -> new LastGoodCache(directory, keys.model()));
    ObjectStore read = cache.map(copies -> copies.over(store)).orElse(store);
    CheckpointReader reader =
        checkpoints
            .trusted()
            .map(trusted -> new CheckpointReader(read, keys, trusted))
            .orElseGet(() -> new CheckpointReader(read, keys));
    StoredChannels channels =
        new StoredChannels(new Channels(store, keys, reader, Clock.systemUTC()));
    SamplingMeters samplingMeters = new SamplingMeters();
    SwapMeters swapMeters = new SwapMeters(Clock.systemUTC(), Instant.now());
    CheckpointLoader loader = new CheckpointLoader(reader, device, numerics, swapMeters);
    ReplyMemory memory = new ReplyMemory(settings.replyMemoryBytes());
    CallMeters callMeters = new CallMeters(memory);
    EngineSettings threads = EngineSettings.ONE_THREAD;

    // The meters come last, so that a counted version is served in every respect.
    List<SwapListener> listeners =
        new ArrayList<>(List.of(readiness(), watches, new NativeHeapTrim(), swapMeters));
    cache.ifPresent(listeners::add);
    this.cache = cache.orElse(null);
    helpers = helpers();
    slot = new ModelSlot(checkpoints.keptModelCount());
    engine =
        new SamplingEngine(settings.sampling(), new EngineThreads("draw", threads), samplingMeters);
    loads =
        new LoadThreads(
            loader, () -> slot.serving().isPresent(), new EngineThreads("load", threads));
    watcher =
        new CheckpointWatcher(
            new FollowedVersions(
                checkpoints.follow(),
                reader,
                channels,
                () -> cache.flatMap(LastGoodCache::lastGood)),
            new VersionLoads(
                loads,
                slot,
                new Setbacks(checkpoints.versionSchedule(), System::nanoTime),
                listeners),
            slot,
            checkpoints.pollSchedule(),
            new EngineThreads("watch", threads));
    GeneratorGrpcService service =
        new GeneratorGrpcService(
            slot, new Sampling(engine, memory, helpers, callMeters), watches, settings.maxImages());
    grpc =
        new GrpcEndpoint(
            settings.grpc(),
            List.of(service),
            List.of(GrpcMeters.interceptor(metrics.registry(), List.of(service))),
            engine::queueFill);
    http =
        new HttpEndpoint(
            settings.grpc().bindAddress(),
            settings.httpPort(),
            metrics,
            this::obstacle,
            new StatusPage("digitgan generator", this::facts));
    meters =
        List.of(
            samplingMeters,
            swapMeters,
            callMeters,
            new ModelMeters(slot, loader, engine, watches, Clock.systemUTC()));
  }

  /** Listens and begins to poll the store. Returns before a model is loaded. */
  public void start() {
    metrics.start();
    meters.forEach(binder -> binder.bindTo(metrics.registry()));
    engine.start();
    grpc.start();
    grpc.meters().bindTo(metrics.registry());
    http.start();
    if (cache != null) {
      cache.tryOut();
    }
    watcher.start();
  }

  /** The ports really bound, after {@link #start}. */
  public ServicePorts ports() {
    return new ServicePorts(grpc.port(), grpc.adminPort(), http.port());
  }

  /**
   * Reports that it is not ready, refuses new calls and answers those that were accepted.
   *
   * @return false if {@code grace} passed before the last of them was answered
   */
  public boolean drain(Duration grace) throws InterruptedException {
    draining = true;
    watcher.stop();
    watches.end();
    return grpc.drain(grace);
  }

  /** Cuts off open calls and frees the models. */
  @Override
  public void close() {
    draining = true;
    watcher.close();
    loads.close();
    grpc.close();
    engine.close();
    helpers.shutdown();
    slot.close();
    http.close();
    metrics.close();
  }

  private static ScheduledExecutorService helpers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newScheduledThreadPool(
        Runtime.getRuntime().availableProcessors(),
        work -> {
          Thread thread = new Thread(work, "reply-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private SwapListener readiness() {
    return new SwapListener() {
      @Override
      public void served(ModelDescription model, Duration loadTime) {
        if (!draining) {
          grpc.serving(GeneratorServiceGrpc.SERVICE_NAME);
        }
      }
    };
  }

  private Optional<String> obstacle() {
    if (draining) {
      return Optional.of("draining");
    }
    return slot.serving().isPresent()
        ? Optional.empty()
        : Optional.of("no model yet: found no loadable version in " + store);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("state", obstacle().orElse("ready"));
    facts.put("model", keys.model());
    facts.put(
        "serving",
        slot.serving()
            .map(model -> "version %s, %s".formatted(model.version(), model.digest()))
            .orElse("nothing"));
    facts.put(
        "loaded",
        slot.loaded().stream()
            .map(model -> model.version().toString())
            .collect(Collectors.joining(", ")));
    facts.put("store", store.toString());
    ServicePorts ports = ports();
    facts.put(
        "ports", String.format(Locale.ROOT, "gRPC %d, admin %d", ports.grpc(), ports.admin()));
    return facts;
  }
}
