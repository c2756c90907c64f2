package dev.rolecall.image;

import dev.rolecall.image.layer.ReleaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a release, as {@code rolecall release} asks for it: exit status 0 where it is made, 1 where
 * not.
 */
public final class ReleaseMain {
  private ReleaseMain() {}

  /**
   * @param arguments {@code --name=value} each, for the components of {@link ReleaseSettings}, and
   *     {@code manifest}, a file
   */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    try {
      Path project = Path.of(given.getOrDefault("project", ".")).toAbsolutePath().normalize();
      ReleaseSettings settings =
          new ReleaseSettings(
              project,
              Path.of(given.getOrDefault("output", "dist")).toAbsolutePath().normalize(),
              project.resolve(".rolecall/release"),
              given.getOrDefault("version", ""),
              given.getOrDefault("registry", ""),
              given.getOrDefault("base", "scratch"),
              Integer.parseInt(given.getOrDefault("starts", "0")));
      Optional<Path> manifest = Optional.ofNullable(given.get("manifest")).map(Path::of);
      new Release(settings, manifest, line -> System.err.println("release: " + line + " ..."))
          .make(System.out);
    } catch (ReleaseException e) {
      System.err.println("rolecall: " + e.getMessage() + "\n  what to do: " + e.remedy());
      System.exit(1);
    } catch (IOException e) {
      System.err.println(
          "rolecall: a file cannot be written or read: "
              + e
              + "\n  what to do: Look at its folder's rights and free space.");
      System.exit(1);
    }
    // Jib's threads would keep the process for a while.
    System.exit(0);
  }
}
