package dev.digitgan.trainer.quality.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.ClassShare;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.gate.GateJudgement;
import java.util.Map;

/** Writes reports as JSON. */
public final class ReportJson {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .serializeSpecialFloatingPointValues()
          .create();

  private ReportJson() {}

  /** One JSON object and a line feed. */
  public static String text(JsonObject object) {
    return GSON.toJson(object) + "\n";
  }

  public static JsonObject of(QualityReport report) {
    JsonObject json = new JsonObject();
    json.addProperty("subject", report.subject());
    json.addProperty("classifier", report.classifier().toString());
    JsonObject data = new JsonObject();
    data.add("train", set(report.images().train()));
    data.add("held_out", set(report.images().heldOut()));
    data.add("test", set(report.images().test()));
    json.add("data", data);
    json.add("size", GSON.toJsonTree(report.size()));
    JsonObject real = new JsonObject();
    report.real().forEach((figure, floor) -> real.add(figure.text(), GSON.toJsonTree(floor)));
    json.add("real", real);
    JsonObject figures = new JsonObject();
    report
        .figures()
        .forEach(
            (figure, measured) -> figures.add(figure.text(), figure(report, figure, measured)));
    json.add("figures", figures);
    JsonArray classes = new JsonArray();
    report.classes().forEach(share -> classes.add(share(share)));
    json.add("classes", classes);
    json.add("flags", GSON.toJsonTree(report.flags()));
    return json;
  }

  /** The judgement of the gate with its reports. */
  public static JsonObject of(GateJudgement judgement, Map<String, QualityReport> reports) {
    JsonObject json = new JsonObject();
    json.addProperty("passed", judgement.passed());
    json.add("objections", GSON.toJsonTree(judgement.objections()));
    json.add("findings", GSON.toJsonTree(judgement.findings()));
    reports.forEach((name, report) -> json.add(name, of(report)));
    return json;
  }

  private static JsonObject set(DigitSet set) {
    JsonObject json = new JsonObject();
    json.addProperty("name", set.name());
    json.addProperty("digest", set.digest());
    json.addProperty("images", set.count());
    return json;
  }

  private static JsonObject share(ClassShare share) {
    JsonObject json = new JsonObject();
    json.addProperty("digit", share.digit());
    json.addProperty("share", share.drawn().value());
    json.addProperty("low", share.drawn().low());
    json.addProperty("high", share.drawn().high());
    json.addProperty("real", share.real());
    return json;
  }

  private static JsonObject figure(QualityReport report, Figure figure, Measured measured) {
    JsonObject json = new JsonObject();
    json.addProperty("value", measured.value());
    if (measured.hasInterval()) {
      json.addProperty("low", measured.low());
      json.addProperty("high", measured.high());
    }
    report.multiple(figure).ifPresent(multiple -> json.addProperty("times_real", multiple));
    json.add("draws", GSON.toJsonTree(measured.draws()));
    return json;
  }
}
