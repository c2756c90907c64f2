package dev.rolecall.image.layer;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.util.Locale;

/** Of which processors an image is: those of the machine that it is made on. */
public enum Architecture {
  AMD64("amd64", "x86_64-linux-gnu", "/lib64/ld-linux-x86-64.so.2", "linux-x86_64"),
  ARM64("arm64", "aarch64-linux-gnu", "/lib/ld-linux-aarch64.so.1", "linux-aarch_64");

  private final String word;
  private final String triplet;
  private final String loader;
  private final String classifier;

  Architecture(String word, String triplet, String loader, String classifier) {
    this.word = word;
    this.triplet = triplet;
    this.loader = loader;
    this.classifier = classifier;
  }

  /** This machine's. */
  public static Architecture ofThisMachine() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return switch (system.toLowerCase(Locale.ROOT)) {
      case "linux amd64" -> AMD64;
      case "linux aarch64" -> ARM64;
      default ->
          throw new ReleaseException(
              "images are made on Linux of amd64 or arm64, and this is " + system,
              "Make the release on such a machine, or in a container of Debian.");
    };
  }

  /** As Debian and images call it. */
  public String word() {
    return word;
  }

  /** The name of Debian's folders of libraries. */
  public String triplet() {
    return triplet;
  }

  /** Where programs look for the loader of shared libraries. */
  public String loader() {
    return loader;
  }

  /** Whether a jar's native code is of another one. */
  public boolean isForeign(String jar) {
    for (Architecture other : values()) {
      if (other != this && jar.contains(other.classifier)) {
        return true;
      }
    }
    return false;
  }

  Platform platform() {
    return new Platform(word, "linux");
  }
}
