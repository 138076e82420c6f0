package dev.digitgan.trainer.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HtmlTest {
  @Test
  void textIsEscapedAndMarkupIsNot() {
    Html inner = Html.of("<b>{}</b>", "<i>");
    assertThat(Html.of("<p title=\"{}\">{}</p>", "a\"b'c", inner).markup())
        .isEqualTo("<p title=\"a&quot;b&#39;c\"><b>&lt;i&gt;</b></p>");
  }

  @Test
  void whatLooksLikeAPlaceOrAnEntityIsText() {
    assertThat(Html.of("{} {}", "{}", "&amp;").markup()).isEqualTo("{} &amp;amp;");
  }

  @Test
  void controlCharactersAreMadeVisible() {
    assertThat(Html.escaped("a\u0000b\u001bc\nd\r\u007f\u202e<"))
        .isEqualTo("a\\u0000b\\u001Bc\nd\\r\\u007F\\u202E&lt;");
  }

  @Test
  void placesAndValuesAreAsMany() {
    assertThatThrownBy(() -> Html.of("{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.of("", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fewOfManyAreChosenEvenlyWithBothEnds() {
    assertThat(Html.evenly(numbers(3), 5)).containsExactly(0, 1, 2);
    assertThat(Html.evenly(numbers(9), 5)).containsExactly(0, 2, 4, 6, 8);
    assertThat(Html.evenly(numbers(1000), 24))
        .hasSize(24)
        .startsWith(0)
        .endsWith(999)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
