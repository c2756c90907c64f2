package dev.rolecall.image.base;

import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.layer.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Packages of the Debian that this machine runs: {@code apt-get} downloads them from the archive
 * that it is configured with, verified as always, and none is installed.
 */
public final class DebianPackages {
  private static final String REMEDY =
      "Images are made on Debian 12 or later, with apt's lists fetched (apt-get update). Elsewhere"
          + " run ./rolecall release in a container of Debian.";
  private static final List<String> DOWNLOAD =
      List.of("apt-get", "-q", "-o", "APT::Sandbox::User=root", "download");
  private static final List<String> DEPENDS =
      List.of(
          "apt-cache",
          "depends",
          "--recurse",
          "--no-recommends",
          "--no-suggests",
          "--no-conflicts",
          "--no-breaks",
          "--no-replaces",
          "--no-enhances");

  private final TreeMap<String, DebianPackage> packages = new TreeMap<>();

  private DebianPackages() {}

  /**
   * Downloads and unpacks packages, and the libraries that they depend on.
   *
   * @param folder what was downloaded there before is taken again while it is the newest
   */
  public static DebianPackages fetch(Path folder, List<String> names)
      throws IOException, InterruptedException {
    Path archives = Files.createDirectories(folder.resolve("archives"));
    Set<String> wanted = new TreeSet<>(names);
    wanted.addAll(libraries(archives, names));
    Set<String> known = Set.copyOf(archives(archives));
    Tool.run(archives, REMEDY, with(DOWNLOAD, wanted));
    DebianPackages fetched = new DebianPackages();
    for (String archive : archives(archives)) {
      String name = archive.substring(0, archive.indexOf('_'));
      if (known.contains(archive) && isOutdated(archives, archive, known)) {
        Files.delete(archives.resolve(archive));
      } else if (wanted.contains(name)) {
        fetched.packages.put(name, unpacked(archives, archive, folder.resolve("unpacked")));
      }
    }
    return fetched;
  }

  private static boolean isOutdated(Path archives, String archive, Set<String> known) {
    String name = archive.substring(0, archive.indexOf('_') + 1);
    return archives(archives).stream()
        .anyMatch(other -> other.startsWith(name) && !known.contains(other));
  }

  private static Set<String> libraries(Path folder, List<String> names)
      throws InterruptedException {
    Set<String> libraries = new TreeSet<>();
    Tool.run(folder, REMEDY, with(DEPENDS, Set.copyOf(names)))
        .lines()
        .filter(line -> line.matches("(lib|zlib)[a-z0-9.+-]*"))
        .forEach(libraries::add);
    return libraries;
  }

  private static List<String> archives(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".deb"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ReleaseException(folder + " cannot be read: " + e, REMEDY);
    }
  }

  private static DebianPackage unpacked(Path archives, String archive, Path folder)
      throws IOException, InterruptedException {
    Path root = folder.resolve(archive);
    Path file = archives.resolve(archive);
    if (Files.notExists(root)) {
      Path half = Files.createDirectories(folder.resolve(archive + ".new"));
      Tool.run(archives, REMEDY, List.of("dpkg-deb", "-x", file.toString(), half.toString()));
      Files.move(half, root);
    }
    String control = Tool.run(archives, REMEDY, List.of("dpkg-deb", "-f", file.toString()));
    return new DebianPackage(
        field(control, "Package"), field(control, "Version"), control, root.toRealPath());
  }

  private static String field(String control, String name) {
    return control
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2).strip())
        .findFirst()
        .orElseThrow(() -> new ReleaseException("a package names no " + name, REMEDY));
  }

  private static List<String> with(List<String> command, Set<String> names) {
    List<String> all = new ArrayList<>(command);
    all.addAll(names.stream().sorted().toList());
    return all;
  }

  List<DebianPackage> all() {
    return List.copyOf(packages.values());
  }

  /**
   * A file of a package, whichever of Debian's folders has it.
   *
   * @param places paths below the root, the first that is there counts
   */
  Path file(String name, List<String> places) {
    return Stream.ofNullable(packages.get(name))
        .flatMap(each -> places.stream().map(each.root()::resolve))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new ReleaseException(name + " has none of " + places, REMEDY));
  }
}
