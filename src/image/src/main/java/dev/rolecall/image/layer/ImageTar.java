package dev.rolecall.image.layer;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * An image, written as an archive that {@code docker load}, {@code ctr images import} and {@code
 * skopeo copy docker-archive:} take. No container engine takes part.
 *
 * @param name with its tag
 * @param base {@code scratch}, or an image that the layers are put on: {@code tar://} and the path
 *     of such an archive, or a reference to a registry's
 * @param entrypoint the program
 */
public record ImageTar(
    String name,
    String base,
    List<Layer> layers,
    List<String> entrypoint,
    Map<String, String> labels,
    Architecture architecture) {
  /** The user of all images: nobody that a node knows. */
  public static final String USER = "65532:65532";

  private static final String PATH = "/opt/java/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Writes the archive.
   *
   * @param caches a folder for layers that were packed before
   * @return the image's id, {@code sha256:...}
   */
  public String write(Path archive, Path caches) throws InterruptedException {
    try {
      Containerizer to =
          Containerizer.to(TarImage.at(archive).named(name))
              .setToolName("rolecall-release")
              .setBaseImageLayersCache(caches.resolve("base"))
              .setApplicationLayersCache(caches.resolve("layers"));
      return builder().containerize(to).getImageId().toString();
    } catch (InvalidImageReferenceException
        | IOException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException e) {
      throw new ReleaseException(
          "the image " + name + " cannot be made: " + e,
          "Look whether " + archive.toAbsolutePath() + " can be written and " + base + " be read.");
    }
  }

  private JibContainerBuilder builder() throws InvalidImageReferenceException {
    JibContainerBuilder image = base.equals("scratch") ? Jib.fromScratch() : Jib.from(base);
    image
        .setFileEntriesLayers(layers.stream().map(Layer::entries).toList())
        .setPlatforms(Set.of(architecture.platform()))
        .setCreationTime(Layer.TIME)
        .setEntrypoint(entrypoint)
        .setUser(USER)
        .addEnvironmentVariable("PATH", PATH)
        .setLabels(labels);
    return image;
  }
}
