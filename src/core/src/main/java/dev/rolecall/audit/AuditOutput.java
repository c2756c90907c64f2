package dev.rolecall.audit;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go. Used by one thread. */
public interface AuditOutput extends AutoCloseable {
  /**
   * Writes whole lines.
   *
   * @param lines all that remain in the buffer, which is one of an array
   * @throws IOException where not all of them are written; they are given again then
   */
  void write(ByteBuffer lines) throws IOException;

  @Override
  void close() throws IOException;
}
