package dev.rolecall.image.layer;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.time.Instant;
import java.util.List;

/**
 * A layer of images: the same files make the same bytes.
 *
 * @param name for people who look at an image's history
 */
public record Layer(String name, List<ImageFile> files) {
  /** When all files were changed last; the JVM's caches remember it of class path entries. */
  public static final Instant TIME = Instant.ofEpochSecond(1);

  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions DATA = FilePermissions.fromOctalString("644");

  public Layer {
    files = files.stream().sorted().toList();
  }

  FileEntriesLayer entries() {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (ImageFile file : files) {
      layer.addEntry(
          file.source(),
          AbsoluteUnixPath.get(file.target()),
          file.isProgram() ? PROGRAM : DATA,
          TIME);
    }
    return layer.build();
  }
}
