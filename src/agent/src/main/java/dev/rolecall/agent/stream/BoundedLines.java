package dev.rolecall.agent.stream;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines, which must not be longer than is good. */
final class BoundedLines {
  /** A pod of hundreds of containers and labels has less. */
  static final int LONGEST = 512 * 1024;

  private final Consumer<String> lines;
  private Buffer begun = Buffer.buffer();

  /**
   * @param lines gets each line without its end; empty ones are left out
   */
  BoundedLines(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * @return whether it goes on; not where a line is too long
   */
  boolean accept(Buffer bytes) {
    int from = 0;
    for (int at = 0; at < bytes.length(); at++) {
      if (bytes.getByte(at) == '\n') {
        if (!append(bytes, from, at)) {
          return false;
        }
        from = at + 1;
        String line = begun.toString(StandardCharsets.UTF_8).strip();
        begun = Buffer.buffer();
        if (!line.isEmpty()) {
          lines.accept(line);
        }
      }
    }
    return append(bytes, from, bytes.length());
  }

  private boolean append(Buffer bytes, int from, int to) {
    if (begun.length() + (to - from) > LONGEST) {
      return false;
    }
    begun.appendBuffer(bytes, from, to - from);
    return true;
  }
}
