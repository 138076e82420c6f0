package dev.digitgan.runtime.grpc;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection in two steps: it ends its own output, then waits for the peer to do the same.
 *
 * <p>A socket that is closed while its peer still sends (a window update is enough) is reset, and a
 * reset discards what the peer has not received yet: the end of a response that was already sent.
 * Each instance belongs to one connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The close future tells what matters.
final class LingeringClose extends ChannelDuplexHandler {
  /** The longest wait for a peer that does not close. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  private boolean closing;

  /** Returns a server channel whose connections close like that. */
  static NioServerSocketChannel newServerChannel() {
    NioServerSocketChannel server = new NioServerSocketChannel();
    server
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object accepted) {
                ((Channel) accepted).pipeline().addFirst(new LingeringClose());
                context.fireChannelRead(accepted);
              }
            });
    return server;
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    Channel connection = context.channel();
    connection.closeFuture().addListener(closed -> promise.trySuccess());
    if (closing) {
      return;
    }
    closing = true;
    if (!connection.isActive()) {
      context.close();
      return;
    }
    // An empty write ends after everything that was written before it.
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                ((DuplexChannel) connection).shutdownOutput();
                context.read();
              } else {
                context.close();
              }
            });
    context.executor().schedule(() -> context.close(), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }
}
