package dev.rolecall.cli.state;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but their owner may read. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What to do where a state folder cannot be used. */
  static final String CHOOSE = "choose a folder that you may write to, with --state";

  private PrivateFiles() {}

  /**
   * Makes the folder where it is missing. One that is there must be its owner's alone: its mode is
   * never changed, for it may be anything.
   */
  static void folder(Path folder) {
    try {
      if (Files.notExists(folder)) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      }
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      Set<PosixFilePermission> found = Files.getPosixFilePermissions(folder);
      if (!FOLDER.containsAll(found)) {
        throw new Failure(
            "the state folder is open to others",
            folder.toString(),
            "it holds private keys, and its mode is " + PosixFilePermissions.toString(found),
            "chmod 700 '" + folder + "', or choose another folder with --state");
      }
    } catch (IOException e) {
      throw Failure.of("cannot use the state folder", folder.toString(), e, CHOOSE);
    }
  }

  /** Replaces the file in one step, so that a reader sees the old or the new text. */
  static void write(Path file, String text) {
    try {
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", "", FILE);
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.of(
          "cannot write a file", file.toString(), e, "see that the disk has room and is writable");
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.of("cannot read a file", file.toString(), e, "see that it is readable");
    }
  }
}
