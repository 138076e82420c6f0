package dev.digitgan.trainer.report.chart;

import java.util.List;

/** Charts of the same axes and lines, shown one after the other in an endless loop. */
public record Movie(List<LineChart> frames) {
  private static final double FRAME_SECONDS = 0.12;

  /** The number of frames for which the last chart stays. */
  private static final int LAST = 12;

  public Movie {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a movie of no charts");
    }
  }

  /** Returns an SVG file. Without animation it shows the last frame. */
  public String file() {
    StringBuilder svg = new StringBuilder();
    svg.append(ChartFrame.opening(frames.get(frames.size() - 1).title(), ChartFrame.Size.FILE))
        .append(SvgStyle.element());
    int shown = frames.size() + LAST;
    for (int i = 0; i < frames.size(); i++) {
      boolean last = i == frames.size() - 1;
      svg.append(last ? "<g>" : "<g display=\"none\">")
          .append(SvgChart.of(frames.get(i), ChartFrame.Size.FILE).content())
          .append(
              ChartFrame.format(
                  "<animate attributeName=\"display\" dur=\"%.2fs\" repeatCount=\"indefinite\" calcMode=\"discrete\" values=\"none;inline;none\" keyTimes=\"0;%.5f;%.5f\"/>",
                  shown * FRAME_SECONDS,
                  (double) i / shown,
                  (double) (last ? shown : i + 1) / shown))
          .append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }
}
