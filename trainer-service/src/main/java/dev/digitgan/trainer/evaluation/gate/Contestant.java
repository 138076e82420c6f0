package dev.digitgan.trainer.evaluation.gate;

import dev.digitgan.trainer.evaluation.SampleSource;

/**
 * A model before the gate.
 *
 * @param dataDigest of the images that it learnt from
 */
public record Contestant(SampleSource samples, String dataDigest) {}
