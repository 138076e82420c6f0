package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {
  private static final int BYTES = 8 << 20;

  private final Background threads = Background.start(1, Optional.empty());
  private final CompletableFuture<Channel> connection = new CompletableFuture<>();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void aPeerThatStillSendsReceivesAllThatWasWritten() throws Exception {
    try (Socket client = connect()) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] chunk = new byte[16 << 10];
      int received = 0;
      int count = in.read(chunk);
      while (count > 0) {
        received += count;
        out.write(1); // As a window update would; a socket that is closed answers with a reset.
        count = in.read(chunk);
      }

      assertThat(received).isEqualTo(BYTES);
    }
    assertThat(connection.get().closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPeerThatNeverClosesIsWaitedForNoLongerThanTheLimit() throws Exception {
    try (Socket client = connect()) {
      assertThat(client.getInputStream().readNBytes(BYTES)).hasSize(BYTES);
      assertThat(client.getInputStream().read()).isEqualTo(-1);

      Channel open = connection.get();
      assertThat(open.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** To a server that writes and closes at once. */
  private Socket connect() throws IOException {
    Channel server =
        new ServerBootstrap()
            .group(threads.network())
            .channelFactory(LingeringClose::newServerChannel)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new WriteAndClose());
                    connection.complete(channel);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    return new Socket(address.getAddress(), address.getPort());
  }

  private static final class WriteAndClose extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      context
          .writeAndFlush(Unpooled.wrappedBuffer(new byte[BYTES]))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
