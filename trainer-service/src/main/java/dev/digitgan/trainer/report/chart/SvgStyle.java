package dev.digitgan.trainer.report.chart;

/** The look of charts. Colour-blind readers can distinguish the colours too, on light and dark. */
public final class SvgStyle {
  /** The style sheet of a page that shows charts. */
  public static final String CSS =
      """
      .chart { font: 12px system-ui, sans-serif; --ink: #222; --faint: #8888; --paper: #fff;
        --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #cc79a7; --c4: #6a51a3; --c5: #b8860b;
        --c6: #56b4e9; --c7: #555; }
      .chart text { fill: var(--ink); }
      .chart .title { font-weight: 600; font-size: 13px; }
      .chart .grid { stroke: var(--faint); stroke-width: .5; }
      .chart .mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; }
      .chart .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
      .chart .dots { fill: none; stroke-width: 5; stroke-linecap: round; }
      .chart .mark-name { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
      .chart .bar { opacity: .55; }
      .chart .whisker { stroke: var(--ink); stroke-width: 1.2; }
      .chart .expected { stroke: var(--c1); stroke-width: 2.5; }
      .chart .band { opacity: .18; stroke: none; }
      @media (prefers-color-scheme: dark) {
        .chart { --ink: #ddd; --paper: #16181c; --c0: #56b4e9; --c1: #ff9a5c; --c2: #2fd6a5;
          --c3: #f0a8cf; --c4: #b9a3ec; --c5: #e5c04b; --c6: #9bd8ff; --c7: #aaa; }
      }
      """;

  private SvgStyle() {}

  static String element() {
    return "<style>" + CSS + "</style><rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>";
  }

  /** Escapes text between tags or in double quotes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
