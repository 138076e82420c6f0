package dev.digitgan.cli.store;

import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The version of a channel, and whether it can be followed.
 *
 * @param channel its record; the default one if it cannot be read
 * @param problem empty if there is no problem
 */
record ChannelState(ChannelName name, Channel channel, String problem) {
  static List<ChannelState> all(OpenModel model) throws IOException {
    List<ChannelState> states = new ArrayList<>();
    List<Version> versions = model.reader().versions();
    for (ChannelName name : model.channels().names()) {
      states.add(of(model, name, versions));
    }
    return states;
  }

  private static ChannelState of(OpenModel model, ChannelName name, List<Version> versions) {
    Channel channel = Channel.getDefaultInstance();
    try {
      channel = model.channels().read(name).orElse(channel);
      return new ChannelState(name, channel, problem(model, channel, versions));
    } catch (CheckpointException | IOException e) {
      return new ChannelState(name, channel, Texts.failure(e));
    }
  }

  private static String problem(OpenModel model, Channel channel, List<Version> versions)
      throws IOException, CheckpointException {
    if (channel.getVersion() == 0) {
      return "it was removed just now";
    }
    Version version = new Version(channel.getVersion());
    if (!versions.contains(version)) {
      return "version " + version + " is not there";
    }
    String digest = model.reader().manifest(version).getModelDigest();
    return digest.equals(channel.getDigest())
        ? ""
        : "version " + version + " is " + digest + ", not " + channel.getDigest();
  }

  String state() {
    return problem.isEmpty() ? "ok, version " + channel.getVersion() : problem;
  }

  static JsonObject json(ChannelName name, Channel channel) {
    JsonObject entry = new JsonObject();
    entry.addProperty("channel", name.text());
    entry.addProperty("version", channel.getVersion());
    entry.addProperty("previous", channel.getPrevious());
    entry.addProperty("digest", channel.getDigest());
    entry.addProperty("moved_at", Texts.time(channel.getMovedAt()));
    entry.addProperty("by", channel.getBy());
    return entry;
  }
}
