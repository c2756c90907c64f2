package dev.rolecall.cli.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a manifest is made for.
 *
 * @param namespace that Rolecall runs in; the manifest makes it
 * @param kubernetes the oldest version that takes it, such as {@code 1.21.0}
 * @param files of values of the chart, later ones first to be heard
 * @param values single ones, which come before those of files
 */
public record ManifestSettings(
    String namespace, String kubernetes, List<Path> files, Map<String, String> values) {
  /** Where Rolecall runs unless somebody says otherwise. */
  public static final String USUAL_NAMESPACE = "rolecall-system";

  /** The oldest version of Kubernetes that takes a manifest unless somebody says otherwise. */
  public static final String OLDEST_KUBERNETES = "1.21.0";

  public ManifestSettings {
    files = List.copyOf(files);
    values = Map.copyOf(values);
  }
}
