package dev.rolecall.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the program is called by: help and errors show lines that work when they are typed.
 *
 * @param text {@code rolecall}, or {@code kubectl rolecall} as a plug-in of kubectl
 */
record ProgramName(String text) {
  private static final String OWN = "rolecall";
  private static final String PROPERTY = "rolecall.command";

  /** As the script says that it was called. */
  static ProgramName current() {
    return new ProgramName(System.getProperty(PROPERTY, OWN));
  }

  /** Names the command and, in its help and that of all below, whatever shows how to call it. */
  CommandLine nameOf(CommandLine line) {
    line.setCommandName(text);
    if (!text.equals(OWN)) {
      rename(line);
    }
    return line;
  }

  /** A text that was written for the program's own name. */
  String in(String written) {
    return text.equals(OWN)
        ? written
        : written
            .replace("./rolecall ", text + " ")
            .replace("'rolecall ", "'" + text + " ")
            .replaceFirst("^rolecall: ", text + ": ");
  }

  private void rename(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.description(renamed(usage.description()));
    usage.footer(renamed(usage.footer()));
    line.getSubcommands().values().forEach(this::rename);
  }

  private String[] renamed(String... lines) {
    return Arrays.stream(lines).map(this::in).toArray(String[]::new);
  }
}
