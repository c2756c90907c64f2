package dev.rolecall.isolation.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the rig needs of the machine. */
public final class Machine {
  private static final List<String> TOOLS =
      List.of("ip", "nft", "unshare", "nsenter", "setpriv", "mount");

  private Machine() {}

  /** What is missing and how to get it; empty where the suite can run. */
  public static Optional<String> lacks() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of(
          "network namespaces are Linux's; this is " + System.getProperty("os.name"));
    }
    Optional<String> missing = TOOLS.stream().filter(tool -> !isThere(tool)).findFirst();
    if (missing.isPresent()) {
      return Optional.of(
          "the program '"
              + missing.get()
              + "' is not on the PATH (Debian: apt install iproute2 nftables util-linux)");
    }
    if (!Shell.succeeds(List.of("unshare", "--net", "--mount", "--pid", "--fork", "true"))) {
      return Optional.of(
          "namespaces cannot be made here: the suite must be root, with CAP_SYS_ADMIN and CAP_NET_ADMIN (try: sudo ./rolecall isolation)");
    }
    if (!Shell.succeeds(List.of("unshare", "--net", "nft", "add", "table", "inet", "rolecall"))) {
      return Optional.of("the kernel has no nftables (module nf_tables)");
    }
    return Optional.empty();
  }

  private static boolean isThere(String tool) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of((path + ":/usr/sbin:/sbin").split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
