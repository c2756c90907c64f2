package dev.rolecall.image.base;

import java.nio.file.Path;

/**
 * A package of Debian, unpacked.
 *
 * @param name {@code libc6}
 * @param version {@code 2.36-9+deb12u10}
 * @param control what the package says of itself, as dpkg keeps it
 * @param root where its files are
 */
public record DebianPackage(String name, String version, String control, Path root)
    implements Comparable<DebianPackage> {
  @Override
  public int compareTo(DebianPackage other) {
    return name.compareTo(other.name);
  }
}
