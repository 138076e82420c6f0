package dev.digitgan.trainer.run;

/** Which steps are of which epoch; epochs count from 1. */
record Timetable(int epochs, long stepsPerEpoch) {
  static Timetable of(RunPlan plan, int dataImages) {
    return new Timetable(plan.epochs(), plan.stepsPerEpoch(dataImages));
  }

  long totalSteps() {
    return epochs * stepsPerEpoch;
  }

  /** Steps that are done when {@code epoch} begins. */
  long beginning(int epoch) {
    return (epoch - 1) * stepsPerEpoch;
  }

  /** Steps that are done when {@code epoch} has ended. */
  long end(int epoch) {
    return epoch * stepsPerEpoch;
  }

  /** The epoch that the next step is part of, after {@code steps}. */
  int next(long steps) {
    return Math.toIntExact(steps / stepsPerEpoch) + 1;
  }

  /** The epoch that the last of {@code steps} was part of; the first before there was one. */
  int of(long steps) {
    return next(Math.max(0, steps - 1));
  }
}
