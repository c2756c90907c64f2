package dev.rolecall.sts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The keys of a file, as it was when it could last be read.
 *
 * @param <K> what the file is read into; it prints without secrets
 */
final class KeysFile<K> implements Supplier<K> {
  private static final Logger LOG = Logger.getLogger(KeysFile.class);

  private final Path file;
  private final Function<String, K> reader;
  private volatile Read<K> current;

  /** Prints as its keys do: the text is secret. */
  private record Read<K>(String text, K keys) {
    @Override
    public String toString() {
      return String.valueOf(keys);
    }
  }

  private KeysFile(Path file, Function<String, K> reader) throws IOException {
    this.file = file;
    this.reader = reader;
    this.current = read(Files.readString(file));
  }

  /**
   * @param property that names the file
   * @param reader throws {@link IllegalArgumentException} where a text holds no keys, and says
   *     nothing of it
   */
  static <K> KeysFile<K> load(Path file, String property, Function<String, K> reader) {
    try {
      return new KeysFile<>(file, reader);
    } catch (IOException e) {
      throw new StartException(property, "the file " + file + " cannot be read");
    } catch (IllegalArgumentException e) {
      throw new StartException(property, "the file " + file + ": " + e.getMessage());
    }
  }

  @Override
  public K get() {
    return current.keys();
  }

  /** Reads the file again; blocks. What cannot be read leaves the keys as they are. */
  void refresh() {
    try {
      String text = Files.readString(file);
      if (!text.equals(current.text())) {
        current = read(text);
        LOG.infof("The keys of %s are %s now", file, current);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf("The keys of %s stay as they are: %s", file, e.getMessage());
    }
  }

  private Read<K> read(String text) {
    return new Read<>(text, reader.apply(text));
  }
}
