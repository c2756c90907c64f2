package dev.rolecall.image.program;

import java.nio.file.Path;

/**
 * An entry of a program's class path.
 *
 * @param source the file
 * @param place its path in the program's folder
 */
public record Jar(Path source, String place) {
  /** The file's name. */
  public String name() {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  /** Whether it is made of Rolecall's own sources: it changes with each version. */
  public boolean isOwn() {
    return name().contains("rolecall") || place.startsWith("quarkus/") || place.startsWith("app/");
  }
}
