package dev.rolecall.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Rolecall.class.getPackage().getImplementationVersion();
    return new String[] {"rolecall " + (version == null ? "(not packaged)" : version)};
  }
}
