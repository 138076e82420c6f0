package dev.digitgan.trainer.report.page;

import dev.digitgan.checkpoint.v1.Manifest;

/**
 * What never changes of a run.
 *
 * @param provenance recipe, settings, data set, seed, run, revision
 * @param store that its versions are in
 * @param train the command by which the run can be had again
 * @param replay the command by which a version can be, without its number
 */
public record RunFacts(
    Manifest provenance, String model, String store, String train, String replay) {}
