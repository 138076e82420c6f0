package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges grey images by all figures but those of stacked digits. Does not own the classifier. */
public final class SampleEvaluation implements SampleJudge {
  private static final int CLASSES = 10;

  private final DigitClassifier classifier;
  private final RealReference reference;

  public SampleEvaluation(DigitClassifier classifier, RealReference reference) {
    this.classifier = classifier;
    this.reference = reference;
  }

  @Override
  public RealImages images() {
    return reference.images();
  }

  @Override
  public EvaluationSize size() {
    return reference.size();
  }

  @Override
  public Map<Figure, RealFloor> floors() {
    return reference.floors();
  }

  @Override
  public QualityReport judge(SampleSource source) {
    EvaluationSize size = reference.size();
    int draws = source.draws(size);
    Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    List<ClassShare> classes = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      GreyImages samples = source.draw(draw, size.samples());
      Reading reading = classifier.read(samples);
      Map<Figure, Double> ofDraw = reference.featureFigures().of(draw, reading);
      agreement(source, draw).ifPresent(share -> ofDraw.put(Figure.CLASS_AGREEMENT, share));
      ofDraw.forEach(
          (figure, value) -> values.computeIfAbsent(figure, any -> new ArrayList<>()).add(value));
      if (draw == 0) {
        figures.putAll(reference.pixelFigures().of(samples));
        classes.addAll(reference.featureFigures().classes(reading));
      }
      if (draws == 1) {
        reference
            .featureFigures()
            .intervals(ofDraw, reading)
            .forEach((figure, estimate) -> figures.put(figure, Measured.ofOne(estimate)));
      }
    }
    values.forEach(
        (figure, ofDraws) -> figures.computeIfAbsent(figure, any -> Measured.of(ofDraws)));
    return new QualityReport(
        source.name(),
        classifier.digest(),
        reference.images(),
        size,
        reference.floors(),
        figures,
        classes);
  }

  /** Share of the samples of each digit that the classifier reads as that; empty without digits. */
  private Optional<Double> agreement(SampleSource source, int draw) {
    int each = Math.max(1, reference.size().samples() / CLASSES);
    int right = 0;
    int asked = 0;
    for (int digit = 0; digit < CLASSES; digit++) {
      Optional<GreyImages> samples = source.draw(draw, each, digit);
      if (samples.isPresent()) {
        for (int read : classifier.read(samples.get()).digits()) {
          right += read == digit ? 1 : 0;
        }
        asked += each;
      }
    }
    return asked == 0 ? Optional.empty() : Optional.of((double) right / asked);
  }
}
