package dev.rolecall.kube.directory;

import java.util.List;

/** Manifests that cannot be used. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ManifestException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: {@code file:line: field: what is wrong and how to mend it}. */
  public List<String> problems() {
    return problems;
  }
}
