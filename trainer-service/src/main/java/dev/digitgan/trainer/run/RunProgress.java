package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of a run.
 *
 * @param epoch the number of the present epoch, from 1
 * @param timeLeft at the present rate; zero before there is one
 * @param figures means since the epoch began; NaN before its first step
 * @param publishedVersion the newest version of this run; 0 before there is one
 * @param heldOut D's last scores of held-out images; empty if they were not measured
 * @param coreSeconds the processor time of the steps, in all processes of the run
 */
public record RunProgress(
    long step,
    long totalSteps,
    int epoch,
    int totalEpochs,
    double stepsPerSecond,
    double imagesPerSecond,
    Duration timeLeft,
    GameFigures figures,
    long publishedVersion,
    Optional<HeldOutScores> heldOut,
    double coreSeconds) {}
