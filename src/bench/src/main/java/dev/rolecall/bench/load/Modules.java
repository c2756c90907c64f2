package dev.rolecall.bench.load;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this module and its neighbours were built. */
public final class Modules {
  private Modules() {}

  /** The folder of the modules of {@code src}. */
  public static Path folder() {
    try {
      Path own = Path.of(Modules.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The project's folder. */
  public static Path project() {
    return folder().resolve("..").normalize();
  }
}
