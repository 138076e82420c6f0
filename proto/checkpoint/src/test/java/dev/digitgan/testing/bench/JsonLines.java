package dev.digitgan.testing.bench;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The protocol of a benchmark's processes: lines of JSON on a child's stdin and stdout. */
public final class JsonLines {
  static final Gson GSON = new Gson();

  private JsonLines() {}

  /** Answers a question. */
  public interface Answer<Q> {
    Object answer(Q question) throws IOException, InterruptedException;
  }

  /** Answers questions on stdin until it ends, at the latest with the parent. */
  public static <Q> void answer(Class<Q> type, Answer<Q> answer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(answer.answer(GSON.fromJson(line, type)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends {@code value} to the parent. */
  public static void say(Object value) {
    PrintStream out = System.out;
    out.println(GSON.toJson(value));
    out.flush();
  }
}
