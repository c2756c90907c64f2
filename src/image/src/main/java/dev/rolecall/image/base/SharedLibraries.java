package dev.rolecall.image.base;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.layer.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which libraries programs load, told by the loader of the packages that they come from. */
final class SharedLibraries {
  private static final Pattern FOUND = Pattern.compile("^\\s*(\\S+) => (/\\S+) \\(");

  private final Path loader;
  private final List<Path> folders;

  SharedLibraries(DebianPackages packages, Architecture architecture) {
    String triplet = architecture.triplet();
    String name = architecture.loader().substring(architecture.loader().lastIndexOf('/') + 1);
    this.loader =
        packages.file(
            "libc6", List.of("usr/lib/" + triplet + "/" + name, "lib/" + triplet + "/" + name));
    this.folders =
        packages.all().stream()
            .flatMap(
                each -> Stream.of("lib/", "usr/lib/").map(it -> each.root().resolve(it + triplet)))
            .filter(Files::isDirectory)
            .toList();
  }

  /** The loader itself. */
  Path loader() {
    return loader;
  }

  /**
   * The libraries of Debian that a program or library loads, by the names that it asks for.
   *
   * @param own folders of libraries that come with it
   * @throws ReleaseException where one is in no package
   */
  TreeMap<String, Path> of(Path program, List<Path> own) throws InterruptedException {
    List<Path> all = new ArrayList<>(own);
    all.addAll(folders);
    String path = all.stream().map(Path::toString).collect(Collectors.joining(":"));
    String remedy = "Name the package that has it in dev.rolecall.image.base.";
    String told =
        Tool.run(
            Path.of("."),
            remedy,
            List.of(loader.toString(), "--library-path", path, "--list", program.toString()));
    TreeMap<String, Path> libraries = new TreeMap<>();
    for (String line : told.lines().toList()) {
      if (line.contains("not found")) {
        throw new ReleaseException(program + " needs a library: " + line.strip(), remedy);
      }
      Matcher found = FOUND.matcher(line);
      if (found.find()
          && own.stream().noneMatch(folder -> found.group(2).startsWith(folder + "/"))) {
        libraries.put(found.group(1), Path.of(found.group(2)));
      }
    }
    libraries.keySet().removeIf(name -> name.startsWith("/"));
    return libraries;
  }
}
