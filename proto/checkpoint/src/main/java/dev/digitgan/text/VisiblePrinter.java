package dev.digitgan.text;

import com.google.errorprone.annotations.FormatMethod;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A printer for terminals that prints control characters as {@link VisibleText}. The argument of
 * {@code println} and each formatted value stay on one line; only {@code print} and {@code write}
 * keep line breaks.
 */
public final class VisiblePrinter extends PrintWriter {

  /** Flushes {@code out} after each line. */
  public VisiblePrinter(PrintWriter out) {
    super(new VisibleWriter(out), true);
  }

  @Override
  public void println(@Nullable String text) {
    super.println(VisibleText.oneLine(String.valueOf(text)));
  }

  @Override
  public void println(@Nullable Object value) {
    println(String.valueOf(value));
  }

  @Override
  @FormatMethod
  public PrintWriter format(String form, @Nullable Object @Nullable ... values) {
    return format(Locale.ROOT, form, values);
  }

  @Override
  @FormatMethod
  public PrintWriter format(
      @Nullable Locale locale, String form, @Nullable Object @Nullable ... values) {
    return super.format(locale, form, values == null ? null : visible(values));
  }

  private static @Nullable Object[] visible(@Nullable Object[] values) {
    return Arrays.stream(values).map(VisiblePrinter::visible).toArray();
  }

  private static @Nullable Object visible(@Nullable Object value) {
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : VisibleText.oneLine(value.toString());
  }

  private static final class VisibleWriter extends FilterWriter {
    VisibleWriter(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      write(new String(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      out.write(VisibleText.lines(text.substring(offset, offset + length)));
    }
  }
}
