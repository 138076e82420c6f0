package dev.digitgan.trainer.game;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The decay of the learning rates, and of the penalty's weight with them.
 *
 * @param factor for {@link Form#COSINE} the last multiple of the first learning rate, 1 = constant;
 *     for {@link Form#STEPS} the factor of each step
 * @param images over which the cosine falls, 0 = over the planned run; or length of one step
 */
public record Decay(Form form, float factor, long images) {
  public static final Decay NONE = new Decay(Form.COSINE, 1, 0);

  public Decay {
    checkArgument(factor > 0 && factor <= 1, "the rate's factor is %s, not from 0 to 1", factor);
    checkArgument(
        images > 0 || (images == 0 && form == Form.COSINE), "the decay takes %s images", images);
  }

  public enum Form {
    /** Half a cosine, then constant. Source: Loshchilov and Hutter, arXiv:1608.03983, (5). */
    COSINE,
    /** A multiplication at regular intervals. */
    STEPS
  }

  public static Decay cosine(float last) {
    return new Decay(Form.COSINE, last, 0);
  }

  public static Decay steps(float factor, long images) {
    return new Decay(Form.STEPS, factor, images);
  }

  /** Sets the length of a cosine over the planned run to {@code planned} images. */
  public Decay over(long planned) {
    return form == Form.COSINE && factor < 1 && images == 0
        ? new Decay(form, factor, planned)
        : this;
  }

  /** The multiple of the first learning rate after {@code imagesSeen}. */
  public double rate(long imagesSeen) {
    return form == Form.COSINE ? between(1, factor, imagesSeen) : left(imagesSeen);
  }

  /** A value that falls from {@code first} to {@code last} with the rate. */
  double between(double first, double last, long imagesSeen) {
    return last + (first - last) * left(imagesSeen);
  }

  /** 1 at the beginning, 0 at the end. */
  private double left(long imagesSeen) {
    if (form == Form.STEPS) {
      long steps = imagesSeen / images;
      return StrictMath.pow(factor, (double) steps);
    }
    double done = images == 0 ? 0 : Math.min(1, (double) imagesSeen / images);
    return (1 + StrictMath.cos(Math.PI * done)) / 2;
  }
}
