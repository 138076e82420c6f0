package dev.digitgan.trainer.game;

/**
 * The weight γ of the zero-centred gradient penalty γ/2 · E ||grad d||², on real images and on
 * fakes.
 *
 * @param first at the beginning; 0 = no penalty
 * @param last when the learning rate has reached its last value
 * @param every rounds of so many, with so many times the weight. Source: Karras et al.,
 *     arXiv:1912.04958, section 3.1
 */
public record Penalty(float first, float last, int every) {
  public static final Penalty NONE = new Penalty(0, 0, 1);

  public Penalty {
    if (!(first >= 0) || !(last >= 0) || (first == 0) != (last == 0)) {
      throw new IllegalArgumentException("penalty goes from " + first + " to " + last);
    }
    if (every < 1) {
      throw new IllegalArgumentException("penalty every " + every + " rounds");
    }
  }
}
