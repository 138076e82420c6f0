package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.v1.Fingerprint;
import dev.digitgan.generator.v1.ModelInfo;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorModel;

/** A model's description in the API's messages, made once and sent with every response. */
record ModelMessages(ModelDescription model, ModelInfo info, Fingerprint fingerprint) {
  static ModelMessages of(ModelDescription model) {
    return new ModelMessages(model, info(model), fingerprint(model));
  }

  private static ModelInfo info(ModelDescription model) {
    return ModelInfo.newBuilder()
        .setModel(model.manifest().getModel())
        .setVersion(model.version().number())
        .setDigest(model.digest().toString())
        .setRecipe(model.manifest().getRecipe())
        .setClasses(model.spec().classes())
        .setCreateTime(model.manifest().getCreateTime())
        .build();
  }

  private static Fingerprint fingerprint(ModelDescription model) {
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
