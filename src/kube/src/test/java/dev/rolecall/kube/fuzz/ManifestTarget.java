package dev.rolecall.kube.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.manifest.Yaml;
import java.util.List;

/** Manifests are read or refused. */
public final class ManifestTarget {
  private ManifestTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<JsonValue> documents;
    try {
      documents = Yaml.parse(Inputs.text(data));
    } catch (JsonException refused) {
      return;
    }
    for (JsonValue document : documents) {
      if (ManifestReader.read(document) instanceof ManifestReading.Refused refused
          && refused.problems().isEmpty()) {
        throw new IllegalStateException("refused without a problem");
      }
    }
  }
}
