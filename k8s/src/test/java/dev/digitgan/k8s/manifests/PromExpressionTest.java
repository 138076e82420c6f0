package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PromExpressionTest {
  @Test
  void findsEverySelector() {
    String expression =
        """
        # comment_word
        histogram_quantile(0.99, sum by (le, phase) (rate(a_bucket{b="c}",d=~"x|y"}[5m])))
          and on (job, instance) (e:f or 2 * g offset 6h) > 1e6
        """;
    assertThat(PromExpression.selectors(expression))
        .extracting(PromExpression::selector)
        .containsExactly("a_bucket{b=\"c}\",d=~\"x|y\"}", "e:f", "g");
    assertThat(PromExpression.selectors("absent(h) == 0"))
        .containsExactly(new PromExpression("h", ""));
  }
}
