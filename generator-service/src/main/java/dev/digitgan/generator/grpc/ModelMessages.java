package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.v1.Fingerprint;
import dev.digitgan.generator.v1.ModelInfo;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorModel;

/** Models as the API shows them. */
final class ModelMessages {
  private ModelMessages() {}

  static ModelInfo info(ModelDescription model) {
    return ModelInfo.newBuilder()
        .setModel(model.manifest().getModel())
        .setVersion(model.version().number())
        .setDigest(model.digest().toString())
        .setRecipe(model.manifest().getRecipe())
        .setClasses(model.spec().classes())
        .setCreateTime(model.manifest().getCreateTime())
        .build();
  }

  static Fingerprint fingerprint(ModelDescription model) {
    return Fingerprint.newBuilder()
        .setEngine(model.numerics().engine())
        .setDeviceFamily(model.numerics().deviceFamily())
        .setPrecision(model.numerics().precision().toString())
        .setCanonicalTile(GeneratorModel.CANONICAL_TILE)
        .setLatentScheme(LatentSource.SCHEME)
        .setModelDigest(model.digest().toString())
        .build();
  }
}
