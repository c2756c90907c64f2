package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.cni.PodInterface;
import dev.rolecall.agent.guard.host.Members;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code interfaces.json}: the interfaces whose pins stand. The server believes nothing of others,
 * so what is new is told after its pins are set, and what went before they are taken away.
 */
public final class InterfacesFile {
  private final RunDirectory directory;
  private long generation;
  private @Nullable List<Map<String, Object>> published;

  public InterfacesFile(RunDirectory directory) {
    this.directory = directory;
    this.generation =
        directory
            .read(RunDirectory.INTERFACES)
            .flatMap(file -> Members.number(file, "generation"))
            .orElse(0L);
  }

  /** Takes away what is not among these. */
  public void retain(List<PodInterface> interfaces) throws IOException {
    List<Map<String, Object>> next = members(interfaces);
    if (published != null) {
      write(published.stream().filter(next::contains).toList());
    }
  }

  /** Tells all of these. */
  public void publish(List<PodInterface> interfaces) throws IOException {
    write(members(interfaces));
  }

  private void write(List<Map<String, Object>> next) throws IOException {
    if (next.equals(published)) {
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("generation", generation + 1);
    members.put("interfaces", next);
    directory.write(RunDirectory.INTERFACES, members);
    generation++;
    published = next;
  }

  private static List<Map<String, Object>> members(List<PodInterface> interfaces) {
    return interfaces.stream().map(PodInterface::members).toList();
  }
}
