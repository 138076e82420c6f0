package dev.digitgan.trainer.quality;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.Ints;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges grey images by all figures except those of stacked digits. */
public record SampleEvaluation(DigitClassifier classifier, RealReference reference)
    implements SampleJudge {
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
    ListMultimap<Figure, Double> values =
        MultimapBuilder.enumKeys(Figure.class).arrayListValues().build();
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    List<ClassShare> classes = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      GreyImages samples = source.draw(draw, size.samples());
      Reading reading = classifier.read(samples);
      Map<Figure, Double> ofDraw = reference.featureFigures().of(draw, reading);
      agreement(source, draw).ifPresent(share -> ofDraw.put(Figure.CLASS_AGREEMENT, share));
      ofDraw.forEach(values::put);
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
    Multimaps.asMap(values)
        .forEach((figure, ofDraws) -> figures.computeIfAbsent(figure, any -> Measured.of(ofDraws)));
    return new QualityReport(
        source.name(),
        classifier.digest(),
        reference.images(),
        size,
        reference.floors(),
        figures,
        classes);
  }

  /** The share of samples that show the requested digit; empty if none can be requested. */
  private Optional<Double> agreement(SampleSource source, int draw) {
    int each = Math.max(1, reference.size().samples() / DigitSet.CLASSES);
    int right = 0;
    int asked = 0;
    for (int digit = 0; digit < DigitSet.CLASSES; digit++) {
      Optional<GreyImages> samples = source.draw(draw, each, digit);
      if (samples.isPresent()) {
        right += Collections.frequency(Ints.asList(classifier.read(samples.get()).digits()), digit);
        asked += each;
      }
    }
    return asked == 0 ? Optional.empty() : Optional.of((double) right / asked);
  }
}
