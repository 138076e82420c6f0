package dev.digitgan.trainer.line;

import dev.digitgan.random.RandomStream;
import java.util.List;

/**
 * The distribution of the data: a mixture of normal distributions.
 *
 * @param parts whose weights sum to 1
 */
public record Target(String name, List<Part> parts) {
  public static final Target NORMAL = new Target("normal", List.of(new Part(1, 1, 0.5)));
  public static final Target MIXTURE =
      new Target("mixture", List.of(new Part(0.6, -1.2, 0.5), new Part(0.4, 1.2, 0.5)));

  public Target {
    parts = List.copyOf(parts);
  }

  /** One normal distribution. */
  public record Part(double weight, double mean, double deviation) {}

  public double density(double x) {
    double density = 0;
    for (Part part : parts) {
      double z = (x - part.mean()) / part.deviation();
      density += part.weight() * Math.exp(-z * z / 2) / (part.deviation() * Math.sqrt(2 * Math.PI));
    }
    return density;
  }

  public float sample(RandomStream random) {
    double u = random.nextDouble();
    Part chosen = parts.get(parts.size() - 1);
    for (Part part : parts) {
      if (u < part.weight()) {
        chosen = part;
        break;
      }
      u -= part.weight();
    }
    return (float) (chosen.mean() + chosen.deviation() * random.nextNormal());
  }
}
