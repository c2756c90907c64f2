package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ImageFile;
import dev.rolecall.image.layer.ImageTar;
import dev.rolecall.image.layer.Layer;
import dev.rolecall.image.layer.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTarTest {
  @TempDir private Path folder;

  @Test
  void standsOnTheImageThatIsChosenAndStartsItsOwnProgram() throws Exception {
    Path approved = write("approved", "scratch", "/etc/approved");
    Path program = write("program", "tar://" + approved, "/opt/rolecall/sts");

    ImageArchive image = ImageArchive.read(program);
    assertThat(image.layers())
        .hasSize(2)
        .startsWith(ImageArchive.read(approved).layers().getFirst());
    assertThat(image.entries())
        .extracting(TarArchiveEntry::getName)
        .contains("etc/approved", "opt/rolecall/sts");
    assertThat(image.config().path("Entrypoint").path(0).asText()).isEqualTo("/bin/program");
    assertThat(image.config().path("User").asText()).isEqualTo(ImageTar.USER);
  }

  @Test
  void isNotMadeWithoutTheImageThatIsChosen() {
    String absent = "tar://" + folder.resolve("absent.tar");

    assertThatThrownBy(() -> write("program", absent, "/opt/rolecall/sts"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("program");
    assertThat(folder.resolve("program.tar")).doesNotExist();
  }

  /** An image of one file. */
  private Path write(String name, String base, String target)
      throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve(name), name);
    Path archive = folder.resolve(name + ".tar");
    new ImageTar(
            name + ":1",
            base,
            List.of(new Layer(name, List.of(new ImageFile(source, target)))),
            List.of("/bin/" + name),
            Map.of(),
            Architecture.ofThisMachine())
        .write(archive, folder.resolve("caches"));
    return archive;
  }
}
