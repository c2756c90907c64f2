package dev.rolecall.agent.imds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The key that tokens are made with. It is kept in a file that a restart of the node empties, so
 * that tokens outlive the agent: no SDK asks for a new token where it was refused the one it had.
 */
public final class TokenKey {
  private static final System.Logger LOG = System.getLogger(TokenKey.class.getName());
  private static final int BYTES = 32;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final byte[] bytes;

  private TokenKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key of a file, or a new one, which is written there. Where it cannot be, or where the file
   * may be another's work (a link, other permissions, another length), that is logged once.
   */
  public static TokenKey keptIn(Path file, SecureRandom random) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        if (isSound(file)) {
          return new TokenKey(Files.readAllBytes(file));
        }
        LOG.log(System.Logger.Level.WARNING, "{0} is no key of this agent: it is replaced", file);
      }
      TokenKey made = fresh(random);
      made.write(file);
      return made;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "IMDS tokens end with this process, since their key cannot be kept: {0}",
          e.toString());
      return fresh(random);
    }
  }

  static TokenKey fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TokenKey(bytes);
  }

  private static boolean isSound(Path file) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile()
        && found.size() == BYTES
        && found.permissions().equals(OWNER_ONLY)
        && Files.isReadable(file);
  }

  /** As a whole or not at all. */
  private void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path made =
        Files.createTempFile(
            folder, ".imds", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.write(made, bytes);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "[key of IMDS tokens]";
  }
}
