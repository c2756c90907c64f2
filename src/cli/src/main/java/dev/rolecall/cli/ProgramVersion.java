package dev.rolecall.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"rolecall " + number()};
  }

  /** {@code 1.2.3}. */
  static String number() {
    String version = Rolecall.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
