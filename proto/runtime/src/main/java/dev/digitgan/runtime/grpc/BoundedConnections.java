package dev.digitgan.runtime.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes excess connections at once, so that they do not use up the process's files. */
@Sharable
final class BoundedConnections extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(BoundedConnections.class);

  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final AtomicBoolean full = new AtomicBoolean();

  BoundedConnections(int most) {
    this.most = most;
  }

  /**
   * Returns a server channel whose connections are counted, and close by {@link LingeringClose}.
   */
  NioServerSocketChannel newServerChannel() {
    NioServerSocketChannel server = LingeringClose.newServerChannel();
    server.pipeline().addFirst(this);
    return server;
  }

  int openCount() {
    return open.get();
  }

  long refusedCount() {
    return refused.sum();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      refused.increment();
      connection.unsafe().closeForcibly();
      if (full.compareAndSet(false, true)) {
        log.warn("{} connections are open, which is the limit: further ones are closed", most);
      }
      return;
    }
    connection.closeFuture().addListener(closed -> closed());
    context.fireChannelRead(accepted);
  }

  private void closed() {
    // Logged only after a tenth of them closed, not for each connection at the limit.
    if (open.decrementAndGet() < most - most / 10 && full.compareAndSet(true, false)) {
      log.info("fewer connections are open than the limit: new ones are accepted");
    }
  }
}
