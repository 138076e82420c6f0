package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about channels, which are names for versions. */
@Command(
    name = "channels",
    description = {
      "Shows the channels of a model: names for versions, moved by \"digitgan models promote\" and"
          + " \"digitgan models rollback\".",
      ""
    },
    subcommands = ChannelsCommand.Listing.class)
public final class ChannelsCommand {
  @Command(
      name = "list",
      description = "Lists the channels of a model, and whether their versions are there.")
  static final class Listing implements Callable<Integer> {
    @Mixin private final ModelOptions stores = ModelOptions.read();
    @Mixin private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
      try (OpenModel model = stores.open()) {
        List<ChannelState> channels = ChannelState.all(model);
        if (output.isJson()) {
          JsonArray document = new JsonArray();
          for (ChannelState state : channels) {
            JsonObject entry = ChannelState.json(state.name(), state.channel());
            entry.addProperty("problem", state.problem());
            document.add(entry);
          }
          output.print(document);
        } else if (channels.isEmpty()) {
          output.note("no channel of %s", model);
        } else {
          output.print(table(channels));
        }
      }
      return ExitStatus.DONE;
    }

    private static Table table(List<ChannelState> channels) {
      Table table = new Table("CHANNEL", "VERSION", "BEFORE", "DIGEST", "MOVED", "BY", "PROBLEM");
      for (ChannelState state : channels) {
        Channel channel = state.channel();
        table.row(
            state.name().text(),
            number(channel.getVersion()),
            number(channel.getPrevious()),
            Texts.shortDigest(channel.getDigest()),
            channel.hasMovedAt() ? Texts.time(channel.getMovedAt()) : "",
            channel.getBy(),
            state.problem());
      }
      return table;
    }

    private static String number(long version) {
      return version == 0 ? "" : Long.toString(version);
    }
  }
}
