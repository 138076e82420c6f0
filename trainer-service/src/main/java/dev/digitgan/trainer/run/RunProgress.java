package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param step updates of G done
 * @param epoch begun, from 1
 * @param imagesPerSecond real images shown to D
 * @param timeLeft as the present rate has it; zero before there is one
 * @param figures means since the epoch began; NaN before its first step
 * @param publishedVersion newest version of this run; 0 = none yet
 * @param heldOut what D said last of images that it has not seen; empty where that was not asked
 * @param coreSeconds processor time that the steps took, in all processes of the run
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
