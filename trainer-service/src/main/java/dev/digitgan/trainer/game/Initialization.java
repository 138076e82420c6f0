package dev.digitgan.trainer.game;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The distribution of a player's first weights. Batch normalisation begins as the identity.
 *
 * @param bound of {@link Scheme#UNIFORM}; 0 for the others
 */
public record Initialization(Scheme scheme, float bound) {
  public static final Initialization FAN_IN = new Initialization(Scheme.FAN_IN, 0);
  public static final Initialization XAVIER = new Initialization(Scheme.XAVIER, 0);

  public Initialization {
    checkArgument(scheme == Scheme.UNIFORM ? bound > 0 : bound == 0, "%s within %s", scheme, bound);
  }

  public static Initialization uniform(float bound) {
    return new Initialization(Scheme.UNIFORM, bound);
  }

  /** The interval of the uniform distribution. */
  public enum Scheme {
    /**
     * (-1/sqrt(n), 1/sqrt(n)) for n inputs, weights and biases: PyTorch's default (Kaiming uniform
     * with a = sqrt(5); He et al., arXiv:1502.01852, equation (14), for the weights).
     */
    FAN_IN,
    /**
     * (-sqrt(6/(n+m)), sqrt(6/(n+m))) for n inputs and m outputs; biases are 0. Source: Glorot and
     * Bengio, AISTATS 2010, equation (16).
     */
    XAVIER,
    /** (-bound, bound); biases are 0. */
    UNIFORM
  }
}
