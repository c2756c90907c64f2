package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What containers mount: volumes of the definition, those of other containers, and folders in
 * memory, which become volumes too.
 */
final class Mounts {
  private final Labels volumes;
  private final Labels containers;
  private final List<Map<String, Object>> added = new ArrayList<>();
  private final Map<String, List<Map<String, Object>>> ofContainers = new LinkedHashMap<>();
  private final List<Borrowed> borrowed = new ArrayList<>();

  /** Mount points that a container has of another one. */
  private record Borrowed(List<Map<String, Object>> to, String from, boolean readOnly) {}

  Mounts(Labels volumes, Labels containers) {
    this.volumes = volumes;
    this.containers = containers;
  }

  /** Reads what a container mounts. */
  void read(Fields container, Text name) {
    List<Map<String, Object>> mounts = mutable(containers.of(name));
    for (Fields mount : container.objects("mountPoints")) {
      try (mount) {
        mounts.add(
            mount(
                volumes.of(mount.required("sourceVolume")),
                mount.required("containerPath").value(),
                mount.flag("readOnly").orElse(false)));
      }
    }
    for (Fields from : container.objects("volumesFrom")) {
      try (from) {
        Text other = from.required("sourceContainer");
        borrowed.add(
            new Borrowed(mounts, containers.of(other), from.flag("readOnly").orElse(false)));
        from.findings()
            .changed(
                other.place(),
                "its mount points are repeated, without what its image declares as volumes",
                "declare such a volume in volumes, and mount it in both containers");
      }
    }
  }

  /**
   * The mount points of a container.
   *
   * @param container its label
   */
  List<Map<String, Object>> of(String container) {
    return List.copyOf(mutable(container));
  }

  private List<Map<String, Object>> mutable(String container) {
    return ofContainers.computeIfAbsent(container, label -> new ArrayList<>());
  }

  /** Gives what is borrowed; by then all containers are known. */
  void lend() {
    for (Borrowed loan : borrowed) {
      for (Map<String, Object> mount : of(loan.from())) {
        Map<String, Object> lent = new LinkedHashMap<>(mount);
        if (loan.readOnly()) {
          lent.put("readOnly", true);
        }
        loan.to().add(lent);
      }
    }
  }

  /** Volumes that the definition does not have by name. */
  List<Map<String, Object>> added() {
    return List.copyOf(added);
  }

  /**
   * @param container its label
   */
  void addMemory(Fields linux, String container) {
    List<Map<String, Object>> mounts = mutable(container);
    linux
        .number("sharedMemorySize")
        .filter(size -> size > 0)
        .ifPresent(
            size -> mounts.add(memory(linux.at("sharedMemorySize"), container, "/dev/shm", size)));
    for (Fields tmpfs : linux.objects("tmpfs")) {
      try (tmpfs) {
        Text path = tmpfs.required("containerPath");
        int size = tmpfs.number("size").orElse(0);
        mounts.add(memory(path.place(), container, path.value(), size));
      }
    }
  }

  private Map<String, Object> memory(Place place, String container, String path, int mebibytes) {
    Map<String, Object> folder = new LinkedHashMap<>();
    folder.put("medium", "Memory");
    if (mebibytes > 0) {
      folder.put("sizeLimit", mebibytes + "Mi");
    }
    Findings ignored = new Findings();
    String label = volumes.declare(new Text(container + "-memory-" + added.size(), place), ignored);
    Map<String, Object> volume = new LinkedHashMap<>();
    volume.put("name", label);
    volume.put("emptyDir", folder);
    added.add(volume);
    return mount(label, path, false);
  }

  private static Map<String, Object> mount(String volume, String path, boolean readOnly) {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("sourceVolume", volume);
    mount.put("containerPath", path);
    if (readOnly) {
      mount.put("readOnly", true);
    }
    return mount;
  }
}
