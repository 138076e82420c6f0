package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.StringValue;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.LogLines;
import dev.digitgan.runtime.testing.TextService;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.ClientCalls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ConnectionLimitsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Channels channels = new Channels();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private GrpcEndpoint endpoint = endpoint(ConnectionLimits.DEFAULT);

  @AfterEach
  void stop() {
    channels.close();
    endpoint.close();
  }

  @Test
  void whoPingsTooOftenIsSentAway() throws Exception {
    start(new ConnectionLimits(LONG, LONG, LONG, 10, 10));
    try (RawConnection client = new RawConnection(endpoint.port()).begin()) {
      for (int i = 0; i < 10; i++) {
        client.ping();
      }

      assertThat(client.goAway()).isEqualTo("11 too_many_pings"); // ENHANCE_YOUR_CALM
    }
  }

  @Test
  @Tag("ci")
  void anOldConnectionIsReplacedWithoutFailingACall() throws Exception {
    start(new ConnectionLimits(SHORT, LONG, LONG, 10, 10));
    ManagedChannel channel = channels.plain(endpoint.port());
    ListenableFuture<StringValue> slow = call(channel, "hold");
    await().until(() -> open.get() == 1);

    int calls = 0;
    while (connections.size() < 5) {
      assertThat(TextService.ask(channel, "next")).isEqualTo("next");
      calls++;
    }
    held.countDown();

    assertThat(slow.get(30, TimeUnit.SECONDS).getValue()).isEqualTo("hold");
    assertThat(calls).isGreaterThanOrEqualTo(4);
  }

  @Test
  @Tag("ci")
  void aConnectionWithoutCallsIsClosed() throws Exception {
    start(new ConnectionLimits(LONG, LONG, SHORT, 10, 10));
    try (RawConnection silent = new RawConnection(endpoint.port());
        RawConnection idle = new RawConnection(endpoint.port()).begin()) {
      idle.awaitEnd();
      silent.awaitEnd();
    }
    await().until(() -> connections() == 0);
  }

  @Test
  void furtherConnectionsAreClosedAtOnceAndOpenOnesAreServed() throws Exception {
    try (LogLines log = new LogLines(BoundedConnections.class)) {
      start(new ConnectionLimits(LONG, LONG, LONG, 10, 2));
      ManagedChannel channel = channels.plain(endpoint.port());
      TextService.ask(channel, "");
      RawConnection second = new RawConnection(endpoint.port()).begin();
      await().until(() -> connections() == 2);

      for (int i = 0; i < 3; i++) {
        try (RawConnection third = new RawConnection(endpoint.port())) {
          third.awaitEnd();
        }
      }
      assertThat(TextService.ask(channel, "served")).isEqualTo("served");
      assertThat(log.lines())
          .containsExactly(
              "WARN 2 connections are open, which is the limit: further ones are closed");
      assertThat(meters.get("digitgan.grpc.connections.refused").functionCounter().count())
          .isEqualTo(3);
      second.close();

      await().until(() -> connections() == 1);
      assertThat(TextService.ask(channels.plain(endpoint.port()), "new")).isEqualTo("new");
    }
  }

  @Test
  void aConnectionsFurtherCallsWait() throws Exception {
    start(new ConnectionLimits(LONG, LONG, LONG, 2, 10));
    ManagedChannel channel = channels.plain(endpoint.port());
    TextService.ask(channel, ""); // The server's settings are known from here on.
    List<ListenableFuture<StringValue>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(call(channel, "hold"));
    }
    await().until(() -> open.get() == 2);
    held.countDown();
    for (ListenableFuture<StringValue> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS).getValue()).isEqualTo("hold");
    }

    assertThat(mostOpen).hasValue(2);
  }

  @Test
  void limitsThatLeaveNothingAreRefused() {
    assertThatThrownBy(() -> new ConnectionLimits(Duration.ZERO, LONG, LONG, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectionLimits(LONG, LONG, Duration.ZERO, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectionLimits(LONG, LONG.negated(), LONG, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectionLimits(LONG, LONG, LONG, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void start(ConnectionLimits limits) {
    endpoint = endpoint(limits);
    endpoint.start();
    endpoint.meters().bindTo(meters);
  }

  private int connections() {
    return (int) meters.get("digitgan.grpc.connections").gauge().value();
  }

  private GrpcEndpoint endpoint(ConnectionLimits limits) {
    Transport transport =
        new Transport(
            Optional.empty(), Optional.empty(), Transport.RELOAD_PERIOD, limits, Optional.empty());
    return new GrpcEndpoint(
        new GrpcSettings("127.0.0.1", 0, 0, 1024, 8, transport),
        List.of(new TextService(this::answer)),
        List.of(
            new ServerInterceptor() {
              @Override
              public <Q, A> ServerCall.Listener<Q> interceptCall(
                  ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                connections.add(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
                return next.startCall(call, headers);
              }
            }));
  }

  private String answer(String text) {
    if (text.equals("hold")) {
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      open.decrementAndGet();
    }
    return text;
  }

  private static ListenableFuture<StringValue> call(ManagedChannel channel, String text) {
    return ClientCalls.futureUnaryCall(
        channel.newCall(TextService.METHOD, CallOptions.DEFAULT), StringValue.of(text));
  }
}
