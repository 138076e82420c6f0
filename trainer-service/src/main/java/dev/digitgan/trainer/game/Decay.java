package dev.digitgan.trainer.game;

/**
 * How the learning rates go down, and the penalty's weight with them.
 *
 * @param factor multiple of the first learning rate: the last one of {@link Form#COSINE}, where 1
 *     means constant; that of each step of {@link Form#STEPS}
 * @param images over which the cosine falls, 0 = over the run as it was planned; or of one step
 */
public record Decay(Form form, float factor, long images) {
  public static final Decay NONE = new Decay(Form.COSINE, 1, 0);

  public Decay {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("the rate's factor is " + factor + ", not from 0 to 1");
    }
    if (images < 0 || (form == Form.STEPS && images == 0)) {
      throw new IllegalArgumentException("the decay takes " + images + " images");
    }
  }

  /** The shape of the fall. */
  public enum Form {
    /**
     * Half a cosine, and then constant. Source: Loshchilov and Hutter, arXiv:1608.03983, equation
     * (5).
     */
    COSINE,
    /** A multiplication after each so many images. */
    STEPS
  }

  /** Half a cosine over the run. */
  public static Decay cosine(float last) {
    return new Decay(Form.COSINE, last, 0);
  }

  /** A multiplication by {@code factor} after each {@code images}. */
  public static Decay steps(float factor, long images) {
    return new Decay(Form.STEPS, factor, images);
  }

  /** The same over {@code planned} images, if it is to take the whole run. */
  public Decay over(long planned) {
    return form == Form.COSINE && factor < 1 && images == 0
        ? new Decay(form, factor, planned)
        : this;
  }

  /** Multiple of the first learning rate after {@code imagesSeen}. */
  public double rate(long imagesSeen) {
    return form == Form.COSINE ? between(1, factor, imagesSeen) : left(imagesSeen);
  }

  /** What falls from {@code first} to {@code last} with the rate. */
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
