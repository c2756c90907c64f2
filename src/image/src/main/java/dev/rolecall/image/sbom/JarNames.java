package dev.rolecall.image.sbom;

import dev.rolecall.image.program.Jar;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Which artifacts jars are: by the list that Quarkus makes of them where there is one, else by what
 * Maven put into them.
 */
final class JarNames {
  private static final String PROPERTIES = "/pom.properties";

  /** By the names of files that Maven gives them, and Quarkus. */
  private final Map<String, MavenCoordinates> listed = new HashMap<>();

  /**
   * @param lines {@code group:artifact:classifier:type:version}
   */
  JarNames(Collection<String> lines) {
    for (String line : lines) {
      List<String> parts = List.of(line.strip().split(":", -1));
      if (parts.size() == 5) {
        MavenCoordinates names =
            new MavenCoordinates(parts.get(0), parts.get(1), parts.get(2), parts.get(4));
        String classifier = names.classifier().isEmpty() ? "" : "-" + names.classifier();
        String file = names.artifact() + "-" + names.version() + classifier + ".jar";
        listed.put(file, names);
        listed.put(names.group() + "." + file, names);
      }
    }
  }

  /** Empty of what no repository has: the jars that Quarkus makes while it builds. */
  Optional<MavenCoordinates> of(Jar jar) throws IOException {
    MavenCoordinates known = listed.get(jar.name());
    return known != null ? Optional.of(known) : read(jar);
  }

  /** Of several, as shaded jars have, the one that the file is named by. */
  private static Optional<MavenCoordinates> read(Jar jar) throws IOException {
    try (JarFile file = new JarFile(jar.source().toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (entry.getName().startsWith("META-INF/maven/") && entry.getName().endsWith(PROPERTIES)) {
          Properties names = new Properties();
          try (InputStream in = file.getInputStream(entry)) {
            names.load(in);
          }
          String artifact = names.getProperty("artifactId", "");
          String version = names.getProperty("version", "");
          if (!artifact.isEmpty() && jar.name().startsWith(artifact)) {
            return Optional.of(
                new MavenCoordinates(
                    names.getProperty("groupId", ""),
                    artifact,
                    classifier(jar.name(), artifact + "-" + version + "-"),
                    version));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String classifier(String name, String prefix) {
    return name.startsWith(prefix)
        ? name.substring(prefix.length(), name.length() - ".jar".length())
        : "";
  }
}
