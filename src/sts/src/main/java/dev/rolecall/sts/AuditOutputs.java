package dev.rolecall.sts;

import dev.rolecall.audit.AuditOutput;
import dev.rolecall.audit.StreamOutput;
import dev.rolecall.sts.audit.RotatingFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Where the audit events go that the configuration names. */
final class AuditOutputs {
  private static final String FILE = "rolecall.audit.file";

  private AuditOutputs() {}

  static AuditOutput of(StsConfig.Audit config) {
    return config
        .file()
        .map(file -> open(file, config))
        .orElseGet(() -> new StreamOutput(new FileOutputStream(FileDescriptor.out)));
  }

  /** Where lines go that cannot be written there in the end. */
  static AuditOutput lastResort() {
    return new StreamOutput(new FileOutputStream(FileDescriptor.err));
  }

  private static AuditOutput open(Path file, StsConfig.Audit config) {
    try {
      return RotatingFile.open(
          file, new RotatingFile.Limits(config.fileSize(), config.files()), config.durability());
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "rolecall.audit.file-size, rolecall.audit.files", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new StartException(FILE, "the file " + file + " cannot be written: " + e.getMessage());
    }
  }
}
