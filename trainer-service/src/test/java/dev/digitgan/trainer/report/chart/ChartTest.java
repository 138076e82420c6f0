package dev.digitgan.trainer.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Range;
import dev.digitgan.trainer.report.chart.LineChart.Scale;
import dev.digitgan.trainer.report.chart.LineChart.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Tag("locale")
final class ChartTest {
  private static final Series RISING =
      Series.of("a < b & \"c\"", 0, List.of(0.0, 1.0, 2.0), List.of(0.0, 1.0, 2.0));

  @Test
  void aLineGoesThroughItsPointsInTheFrame() throws Exception {
    LineChart chart =
        new LineChart("t", "x", "y", List.of(RISING), List.of(), Optional.of(new Range(0, 2)));
    Element svg = parse(chart.file());
    assertThat(line(svg, 0)).isEqualTo("M56.0 240.0L298.0 142.0L540.0 44.0");
  }

  @Test
  void equalFactorsAreEqualWaysOnALogarithmicScale() throws Exception {
    Series falling =
        Series.of("f", 0, List.of(0.0, 1.0, 2.0, 3.0), List.of(1000.0, 100.0, 10.0, 0.0));
    LineChart chart =
        new LineChart(
            "t",
            "x",
            "y",
            List.of(falling),
            List.of(),
            Optional.of(new Range(10, 1000)),
            Scale.LOGARITHMIC);
    Element svg = parse(chart.file());
    assertThat(line(svg, 0)).startsWith("M56.0 44.0L217.3 142.0L378.7 240.0");
    assertThat(texts(svg)).contains("10", "100", "1000");
  }

  @Test
  void aBarEndsAtItsValueAndIsMarkedWhereItShould() throws Exception {
    BarChart chart =
        new BarChart(
            "t",
            "x",
            "y",
            List.of(new BarChart.Bar("<7>", 10, 9, 11, 20), new BarChart.Bar("8", 20, 19, 22, 20)));
    Element svg = parse(chart.svg());
    List<Element> bars = ofClass(svg, "bar");
    double height = number(bars.get(0), "height");
    assertThat(number(bars.get(1), "height")).isCloseTo(2 * height, within(0.2));
    assertThat(ofClass(svg, "expected").get(0).getAttribute("d"))
        .contains(" " + bars.get(1).getAttribute("y") + "h");
    assertThat(texts(svg)).contains("<7>", "8");
  }

  @Test
  void aLegendThatIsTooLongHasFurtherRows() throws Exception {
    List<Series> many =
        IntStream.range(0, 5)
            .mapToObj(i -> Series.of("the series " + i, i, List.of(0.0, 1.0), List.of(0.0, 1.0)))
            .toList();
    Element svg = parse(chart(many).svg());
    NodeList keys = svg.getElementsByTagName("rect");
    assertThat(keys.getLength()).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      assertThat(number((Element) keys.item(i), "x")).isLessThan(300);
    }
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Element> ofClass(Element svg, String name) {
    NodeList all = svg.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(element -> element.getAttribute("class").equals(name))
        .toList();
  }

  @Test
  void aLineBreaksWhereThereIsNoNumber() throws Exception {
    Series broken =
        Series.of(
            "b",
            1,
            List.of(0.0, 1.0, 2.0, 3.0),
            List.of(1.0, Double.NaN, 2.0, Double.POSITIVE_INFINITY));
    Element svg = parse(chart(List.of(broken)).file());
    assertThat(line(svg, 0)).matches("M[0-9. ]+M[0-9. ]+");
  }

  @Test
  void namesAreWrittenAsTheyAre() throws Exception {
    Series other = Series.of("d", 1, List.of(0.0), List.of(1.0));
    Element svg = parse(chart(List.of(RISING, other)).svg());
    assertThat(texts(svg)).contains("a < b & \"c\"", "d", "the mark");
    assertThat(svg.getElementsByTagName("style").getLength()).isZero();
    assertThat(parse(chart(List.of(RISING)).file()).getElementsByTagName("style").getLength())
        .isEqualTo(1);
  }

  @Test
  void chartsOfNothingAreEmpty() throws Exception {
    parse(chart(List.of()).file());
    parse(chart(List.of(Series.of("none", 0, List.of(), List.of()))).file());
    parse(chart(List.of(Series.of("one", 0, List.of(1.0), List.of(5.0)))).file());
  }

  @Test
  void aMovieShowsEachFrameInItsTurn() throws Exception {
    Element svg = parse(new Movie(List.of(chart(List.of(RISING)), chart(List.of()))).file());
    NodeList animations = svg.getElementsByTagName("animate");
    assertThat(animations.getLength()).isEqualTo(2);
    assertThat(((Element) animations.item(0)).getAttribute("keyTimes"))
        .isEqualTo("0;0.00000;0.07143");
    assertThat(((Element) animations.item(1)).getAttribute("keyTimes"))
        .isEqualTo("0;0.07143;1.00000");
    assertThatThrownBy(() -> new Movie(List.of())).hasMessage("a movie of no charts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1|0.0 0.2 0.4 0.6 0.8 1.0",
        "0|1.4|0.0 0.2 0.4 0.6 0.8 1.0 1.2 1.4",
        "-0.02|0.03|-0.02 -0.01 0.00 0.01 0.02 0.03",
        "0|23430|0k 5k 10k 15k 20k",
        "100|101|100.0 100.2 100.4 100.6 100.8 101.0",
        "0|7|0 1 2 3 4 5 6 7",
      })
  void ticksAreRound(double from, double to, String labels) {
    Axis axis = new Axis(from, to, Scale.LINEAR);
    assertThat(String.join(" ", axis.ticks().stream().map(axis::label).toList())).isEqualTo(labels);
  }

  @Test
  void anAxisShowsWhatIsFinite() {
    assertThat(Axis.of(DoubleStream.of(Double.NaN, 2, 5, Double.NEGATIVE_INFINITY), Scale.LINEAR))
        .isEqualTo(new Axis(2, 5, Scale.LINEAR));
    assertThat(Axis.of(DoubleStream.empty(), Scale.LINEAR)).isEqualTo(new Axis(0, 1, Scale.LINEAR));
    assertThat(Axis.of(DoubleStream.of(3), Scale.LINEAR).ticks()).isNotEmpty();
  }

  private static LineChart chart(List<Series> series) {
    return new LineChart("t", "x", "y", series, List.of(new Mark(1, "the mark")), Optional.empty());
  }

  private static String line(Element svg, int index) {
    int found = 0;
    NodeList paths = svg.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.getAttribute("class").equals("line") && found++ == index) {
        return path.getAttribute("d");
      }
    }
    throw new AssertionError("no line " + index);
  }

  private static List<String> texts(Element svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  @Test
  void aLineOfOnePointIsSeen() {
    Series one = Series.of("one", 0, List.of(3.0), List.of(2.0));
    assertThat(new LineChart("t", "x", "y", List.of(one), List.of(), Optional.empty()).file())
        .contains("class=\"dots\"");
  }

  @Test
  void namesOfMarksDoNotLieOnEachOther() {
    Series far = Series.of("far", 0, List.of(1.0, 2.0), List.of(0.0, 100.0));
    List<LineChart.Mark> marks =
        List.of(new LineChart.Mark(1, "low"), new LineChart.Mark(2, "high"));
    String svg = new LineChart("t", "x", "y", List.of(far), marks, Optional.empty()).file();
    List<Double> places =
        Pattern.compile("mark-name\" x=\"[0-9.]+\" y=\"([0-9.]+)\"")
            .matcher(svg)
            .results()
            .map(found -> Double.valueOf(found.group(1)))
            .toList();
    assertThat(places).hasSize(2);
    assertThat(places.get(0) - places.get(1)).isGreaterThan(12);
  }
}
