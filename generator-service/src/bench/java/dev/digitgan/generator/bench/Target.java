package dev.digitgan.generator.bench;

/** What a load goes to. */
enum Target {
  ECHO("echo"),
  SERVICE("digitgan"),
  SWAPS("digitgan, swaps"),
  PYTHON("python"),
  PYTHON_BATCHING("python, batching");

  private final String label;

  Target(String label) {
    this.label = label;
  }

  /** Whether a cell of it is worth its time: Python takes minutes for the largest. */
  boolean takes(int images, int callers) {
    return switch (this) {
      case ECHO, SERVICE, SWAPS -> true;
      case PYTHON -> images * callers <= 4096;
      case PYTHON_BATCHING -> images == 1;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
