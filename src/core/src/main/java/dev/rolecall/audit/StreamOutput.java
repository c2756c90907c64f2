package dev.rolecall.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream, as standard output. After a failure a new line begins: the last one may be torn. */
public final class StreamOutput implements AuditOutput {
  private final OutputStream out;
  private boolean torn;

  /**
   * @param out without a buffer
   */
  public StreamOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    boolean wasTorn = torn;
    torn = true;
    if (wasTorn) {
      out.write('\n');
    }
    out.write(lines.array(), lines.arrayOffset() + lines.position(), lines.remaining());
    out.flush();
    torn = false;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
