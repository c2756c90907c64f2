package dev.rolecall.image.sbom;

/**
 * What Maven calls a jar.
 *
 * @param classifier empty where it has none
 */
record MavenCoordinates(String group, String artifact, String classifier, String version) {
  /** {@code pkg:maven/group/artifact@version?classifier=...&type=jar}. */
  String packageUrl() {
    return "pkg:maven/%s/%s@%s?%stype=jar"
        .formatted(
            group, artifact, version, classifier.isEmpty() ? "" : "classifier=" + classifier + "&");
  }
}
