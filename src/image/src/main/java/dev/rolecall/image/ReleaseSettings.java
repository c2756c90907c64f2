package dev.rolecall.image;

import dev.rolecall.image.layer.ReleaseException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a release is made of, and how.
 *
 * @param project its root, with the programs built
 * @param output where the release goes
 * @param work a folder for what is made on the way; parts of it serve the next time
 * @param version of chart and images
 * @param registry what stands before the images' names, {@code ghcr.io/acme}; empty for none
 * @param base {@code scratch}: Debian's files, put together here; else an image instead of them
 * @param starts how often each program is started to see how long that takes; 0 for never
 */
public record ReleaseSettings(
    Path project,
    Path output,
    Path work,
    String version,
    String registry,
    String base,
    int starts) {
  /** What both a tag of an image and a version of a chart may be. */
  private static final Pattern VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z][0-9A-Za-z.-]{0,50})?");

  private static final Pattern REGISTRY =
      Pattern.compile(
          "([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d+)?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*)?");

  public ReleaseSettings {
    check(VERSION, version, "--version", "0.2.0 or 0.2.0-rc.1");
    check(REGISTRY, registry, "--registry", "ghcr.io/acme");
  }

  private static void check(Pattern pattern, String value, String option, String example) {
    if (!pattern.matcher(value).matches()) {
      throw new ReleaseException(option + " is '" + value + "'", "Write it as " + example + ".");
    }
  }

  /** An image's name with registry and tag. */
  String reference(String image) {
    return (registry.isEmpty() ? "" : registry + "/") + image + ":" + version;
  }
}
