package dev.rolecall.image.base;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ImageFile;
import dev.rolecall.image.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is below the programs. Of Debian's packages only the files that are needed are taken, with
 * their copyright; what scanners ask for tells which packages these are of.
 */
public final class SystemFiles {
  /** Of these the files come; libraries that they depend on come besides. */
  public static final List<String> PACKAGES =
      List.of("base-files", "libc6", "nftables", "iproute2", "conntrack", "busybox-static");

  /** Parts of the C library that others load by their names while they run. */
  private static final Pattern PARTS_OF_C =
      Pattern.compile("lib(c|m|dl|pthread|rt|resolv|nss_dns|nss_files)\\.so\\.\\d+");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "/etc/passwd",
          """
          root:x:0:0:root:/:/sbin/nologin
          rolecall:x:65532:65532:rolecall:/:/sbin/nologin
          """,
          "/etc/group",
          """
          root:x:0:
          rolecall:x:65532:
          """,
          "/etc/nsswitch.conf",
          """
          passwd: files
          group: files
          hosts: files dns
          """,
          // Mounted over where something may be written.
          "/tmp/.keep",
          "");

  /** What the node's guard runs, and how its image does without a shell's tools. */
  private static final Map<String, List<String>> TOOLS =
      Map.of(
          "nftables", List.of("usr/sbin/nft", "sbin/nft"),
          "iproute2", List.of("usr/bin/ip", "bin/ip"),
          "conntrack", List.of("usr/sbin/conntrack", "usr/bin/conntrack"),
          "busybox-static", List.of("usr/bin/busybox", "bin/busybox"));

  private final DebianPackages packages;
  private final Architecture architecture;
  private final SharedLibraries libraries;
  private final Path folder;

  /**
   * @param folder for files that are made
   */
  public SystemFiles(DebianPackages packages, Architecture architecture, Path folder) {
    this.packages = packages;
    this.architecture = architecture;
    this.libraries = new SharedLibraries(packages, architecture);
    this.folder = folder;
  }

  /**
   * A layer, and the packages whose files it has.
   *
   * @param packages in the order of their names
   */
  public record Part(Layer layer, List<DebianPackage> packages) {}

  /** The C library and what else a Java runtime loads, and files that name its user. */
  public Part base(Path runtime) throws IOException, InterruptedException {
    TreeMap<String, ImageFile> files = new TreeMap<>();
    put(files, libraries.loader(), architecture.loader());
    List<Path> own = List.of(runtime.resolve("lib"), runtime.resolve("lib/server"));
    for (Path library : sharedObjects(runtime)) {
      putLibraries(files, libraries.of(library, own));
    }
    try (Stream<Path> parts = Files.list(libraries.loader().getParent())) {
      parts
          .filter(part -> PARTS_OF_C.matcher(part.getFileName().toString()).matches())
          .forEach(part -> put(files, part, inLibraries(part.getFileName().toString())));
    }
    put(files, packages.file("base-files", List.of("usr/lib/os-release")), "/etc/os-release");
    for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
      Path made = folder.resolve(setting.getKey().substring(1));
      Files.createDirectories(made.getParent());
      Files.writeString(made, setting.getValue());
      put(files, made, setting.getKey());
    }
    return part("Debian", files);
  }

  /** The tools of a node's guard with their libraries; all below {@code /usr}. */
  public Part tools() throws IOException, InterruptedException {
    TreeMap<String, ImageFile> files = new TreeMap<>();
    for (Map.Entry<String, List<String>> tool : TOOLS.entrySet()) {
      Path program = packages.file(tool.getKey(), tool.getValue());
      put(files, program, "/usr/sbin/" + program.getFileName());
      if (!tool.getKey().equals("busybox-static")) {
        putLibraries(files, libraries.of(program, List.of()));
      }
    }
    files
        .keySet()
        .removeIf(
            target -> PARTS_OF_C.matcher(target.substring(target.lastIndexOf('/') + 1)).matches());
    return part("tools of the guard", files);
  }

  private static List<Path> sharedObjects(Path runtime) throws IOException {
    try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".so")).sorted().toList();
    }
  }

  private void putLibraries(TreeMap<String, ImageFile> files, Map<String, Path> found) {
    found.forEach((name, library) -> put(files, library, inLibraries(name)));
  }

  private String inLibraries(String name) {
    return "/usr/lib/" + architecture.triplet() + "/" + name;
  }

  private static void put(TreeMap<String, ImageFile> files, Path source, String target) {
    files.put(target, new ImageFile(source, target));
  }

  private Part part(String name, TreeMap<String, ImageFile> files) throws IOException {
    TreeSet<DebianPackage> used = new TreeSet<>();
    for (DebianPackage each : packages.all()) {
      if (files.values().stream().anyMatch(file -> file.source().startsWith(each.root()))) {
        used.add(each);
      }
    }
    List<ImageFile> all = new ArrayList<>(files.values());
    for (DebianPackage each : used) {
      Path status = folder.resolve("status.d").resolve(each.name());
      Files.createDirectories(status.getParent());
      Files.writeString(status, each.control());
      all.add(new ImageFile(status, "/var/lib/dpkg/status.d/" + each.name()));
      String copyright = "usr/share/doc/" + each.name() + "/copyright";
      if (Files.isRegularFile(each.root().resolve(copyright))) {
        all.add(new ImageFile(each.root().resolve(copyright), "/" + copyright));
      }
    }
    return new Part(new Layer(name, all), List.copyOf(used));
  }
}
