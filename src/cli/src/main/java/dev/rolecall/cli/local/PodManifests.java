package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.state.NameUid;
import dev.rolecall.identity.PodRef;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The pods of a folder of manifests that was found right before. */
public final class PodManifests {
  private PodManifests() {}

  /** All pods, by namespace and name. */
  public static List<LocalPod> read(Path folder) {
    List<LocalPod> pods = new ArrayList<>();
    for (Path file : ManifestFiles.of(folder)) {
      try (Reader text = Files.newBufferedReader(file)) {
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
          if (document instanceof Map<?, ?> manifest && "Pod".equals(manifest.get("kind"))) {
            pods.add(pod(manifest));
          }
        }
      } catch (IOException e) {
        throw Failure.of("cannot read a manifest", file.toString(), e, "see that it is readable");
      }
    }
    return pods.stream().sorted().toList();
  }

  private static LocalPod pod(Map<?, ?> manifest) {
    String namespace = text(manifest, "metadata", "namespace", "default");
    String name = text(manifest, "metadata", "name", "");
    String uid = text(manifest, "metadata", "uid", NameUid.of("pod", namespace + "/" + name));
    String serviceAccount = text(manifest, "spec", "serviceAccountName", "default");
    return new LocalPod(new PodRef(namespace, name, uid), serviceAccount);
  }

  private static String text(Map<?, ?> manifest, String part, String field, String otherwise) {
    return manifest.get(part) instanceof Map<?, ?> fields
            && fields.get(field) instanceof String value
        ? value
        : otherwise;
  }
}
