package dev.rolecall.audit;

import java.io.IOException;

/** Where lines go. Used by one thread. */
public interface AuditOutput extends AutoCloseable {
  /**
   * Writes whole lines.
   *
   * @throws IOException where not all of them are written; they are given again then
   */
  void write(byte[] lines) throws IOException;

  @Override
  void close() throws IOException;
}
