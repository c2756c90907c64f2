package dev.rolecall.cli.lint;

import java.util.List;

/** A way to print what the lint found. */
public interface LintReport {
  /** The whole text; each of its lines ends with a line break. */
  String of(List<LintedFile> files);
}
