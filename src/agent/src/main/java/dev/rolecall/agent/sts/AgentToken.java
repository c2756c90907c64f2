package dev.rolecall.agent.sts;

import dev.rolecall.identity.Secret;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The agent's own projected token. The kubelet replaces the file well before the token expires, so
 * it is read each time that it is needed.
 */
public final class AgentToken {
  private static final int LARGEST = 16_384;

  private final FileSystem files;
  private final Path file;

  public AgentToken(FileSystem files, Path file) {
    this.files = files;
    this.file = file;
  }

  /** The token of now; fails with a sentence that names the file. */
  public Future<Secret> read() {
    return files
        .props(file.toString())
        .compose(properties ->
            properties.size() <= LARGEST
                ? files.readFile(file.toString())
                : Future.failedFuture("it is too large for a token"))
        .map(content -> content.toString(StandardCharsets.UTF_8).strip())
        .compose(text ->
            text.matches("[\\x21-\\x7E]+")
                ? Future.succeededFuture(new Secret(text))
                : Future.failedFuture("it holds no token"))
        .recover(failure ->
            Future.failedFuture(
                "the agent's token file " + file + " cannot be used: " + reason(failure)));
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(cause.getMessage());
  }
}
