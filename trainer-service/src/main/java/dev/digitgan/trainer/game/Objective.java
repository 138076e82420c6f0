package dev.digitgan.trainer.game;

/** What each player maximises or minimises. */
public enum Objective {
  /**
   * D maximises E log D(x) + E log(1 - D(G(z))), G maximises E log D(G(z)).
   *
   * <p>Source: Goodfellow et al., arXiv:1406.2661, equation (1) and the end of section 3.
   */
  NON_SATURATING,

  /**
   * D maximises E log D(x) + E log(1 - D(G(z))), G minimises it.
   *
   * <p>Source: Goodfellow et al., arXiv:1406.2661, equation (1).
   */
  MINIMAX,

  /**
   * D maximises -E softplus(d(G(z)) - d(x)), G maximises -E softplus(d(x) - d(G(z))), over pairs of
   * a real image and a fake, where d = log(D / (1 - D)).
   *
   * <p>Source: Huang et al., arXiv:2501.05441, equation (2); Jolicoeur-Martineau, arXiv:1807.00734.
   */
  RELATIVISTIC
}
