package dev.rolecall.sts;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Words a failed start for whoever started it. */
final class StartFailure {
  private static final String PREFIX = "rolecall-sts: ";

  private StartFailure() {}

  /** A line for each problem. */
  static String describe(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof StartException known) {
        return lines(Objects.requireNonNullElse(known.getMessage(), ""));
      }
      if (cause instanceof BindException || isPortInUse(cause)) {
        return lines("quarkus.http.port: " + reason(cause) + "; choose another port");
      }
    }
    return lines("cannot start: " + reason(causes.getLast()));
  }

  private static boolean isPortInUse(Throwable cause) {
    return cause.getClass().getSimpleName().equals("QuarkusBindException");
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String lines(String text) {
    return text.lines().map(line -> PREFIX + line).collect(Collectors.joining("\n"));
  }
}
