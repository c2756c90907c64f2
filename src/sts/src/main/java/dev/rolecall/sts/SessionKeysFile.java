package dev.rolecall.sts;

import dev.rolecall.session.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The master keys of a file, as it was when it could last be read. */
final class SessionKeysFile implements Supplier<MasterKeys> {
  private static final Logger LOG = Logger.getLogger(SessionKeysFile.class);

  private final Path file;
  private volatile Read current;

  private record Read(String text, MasterKeys keys) {
    static Read of(Path file) throws IOException {
      String text = Files.readString(file);
      return new Read(text, MasterKeys.parse(text));
    }

    @Override
    public String toString() {
      return keys.toString();
    }
  }

  private SessionKeysFile(Path file, Read first) {
    this.file = file;
    this.current = first;
  }

  /**
   * @param property that names the file
   */
  static SessionKeysFile load(Path file, String property) {
    try {
      return new SessionKeysFile(file, Read.of(file));
    } catch (IOException e) {
      throw new StartException(property, "the file " + file + " cannot be read");
    } catch (IllegalArgumentException e) {
      throw new StartException(property, "the file " + file + ": " + e.getMessage());
    }
  }

  @Override
  public MasterKeys get() {
    return current.keys();
  }

  /** Reads the file again; blocks. What cannot be read leaves the keys as they are. */
  void refresh() {
    try {
      Read read = Read.of(file);
      if (!read.text().equals(current.text())) {
        current = read;
        LOG.infof("The session keys are %s now", read);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf("The session keys of %s stay as they are: %s", file, e.getMessage());
    }
  }
}
