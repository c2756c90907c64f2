package dev.rolecall.image.sbom;

import dev.rolecall.image.base.DebianPackage;
import dev.rolecall.image.base.JavaRuntime;
import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.program.Jar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;

/**
 * The parts of one image as CycloneDX has them: what is really in it, jar by jar with its hash, the
 * Java runtime and Debian's packages.
 */
public final class Sbom {
  /** The version of the format. */
  public static final Version FORMAT = Version.VERSION_16;

  private final Bom bom = new Bom();
  private final JarNames names;

  /**
   * @param image its name with its tag
   * @param id the image's, which the document's serial number is made of
   * @param libraries {@code group:artifact:classifier:type:version} of those that are known
   * @param made when the image was made, by its own account
   */
  public Sbom(String image, String id, Collection<String> libraries, Date made) {
    int colon = image.lastIndexOf(':');
    names = new JarNames(libraries);
    bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
    Component whole =
        component(Component.Type.CONTAINER, image.substring(0, colon), image.substring(colon + 1));
    whole.setBomRef(image);
    Property digest = new Property();
    digest.setName("rolecall:image:id");
    digest.setValue(id);
    whole.addProperty(digest);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(made);
    metadata.setComponent(whole);
    bom.setMetadata(metadata);
  }

  /** Adds the jars of the class path. */
  public Sbom with(List<Jar> jars) throws IOException {
    for (Jar jar : jars) {
      bom.addComponent(component(jar));
    }
    return this;
  }

  private Component component(Jar jar) throws IOException {
    Optional<MavenCoordinates> known = names.of(jar);
    Component part = component(Component.Type.LIBRARY, jar.name(), "");
    known.ifPresent(name -> {
      part.setGroup(name.group());
      part.setName(name.artifact());
      part.setVersion(name.version());
      part.setPurl(name.packageUrl());
    });
    part.setBomRef(jar.place());
    part.addHash(new Hash(Hash.Algorithm.SHA_256, Sha256.of(jar.source())));
    return part;
  }

  /** Adds the Java runtime. */
  public Sbom with(JavaRuntime runtime) {
    Component java = component(Component.Type.PLATFORM, "openjdk", runtime.version());
    java.setPublisher(System.getProperty("java.vendor"));
    java.setBomRef("openjdk");
    java.setPurl("pkg:generic/openjdk@" + runtime.version().replace("+", "%2B"));
    bom.addComponent(java);
    return this;
  }

  /** Adds packages whose files are in the image. */
  public Sbom with(Collection<DebianPackage> packages, Architecture architecture) {
    for (DebianPackage each : packages) {
      Component part = component(Component.Type.LIBRARY, each.name(), each.version());
      part.setBomRef("debian/" + each.name());
      part.setPurl(
          "pkg:deb/debian/%s@%s?arch=%s"
              .formatted(
                  each.name(),
                  each.version().replace("+", "%2B").replace(":", "%3A"),
                  architecture.word()));
      bom.addComponent(part);
    }
    return this;
  }

  /** Adds an image that all of it was put on; what is in that one is not known here. */
  public Sbom onImage(String reference) {
    Component base = component(Component.Type.CONTAINER, reference, "");
    base.setBomRef("base");
    bom.addComponent(base);
    return this;
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    try {
      Files.writeString(
          file, BomGeneratorFactory.createJson(FORMAT, bom).toJsonString(true) + "\n");
    } catch (GeneratorException e) {
      throw new ReleaseException(file + " cannot be made: " + e.getMessage(), "Please report it.");
    }
  }

  private static Component component(Component.Type type, String name, String version) {
    Component made = new Component();
    made.setType(type);
    made.setName(name);
    made.setVersion(version);
    return made;
  }
}
