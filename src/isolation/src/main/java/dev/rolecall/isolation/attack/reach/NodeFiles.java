package dev.rolecall.isolation.attack.reach;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for what the node's programs must keep to themselves, as an ordinary user of the node. */
public final class NodeFiles implements Attack {
  @Override
  public String name() {
    return "node-files";
  }

  @Override
  public String does() {
    return "looks for tokens and keys in the programs' folders, command lines and environments";
  }

  /** There is nothing to be found of an agent that has no secrets. */
  @Override
  public Set<Topology> succeedsUnguarded() {
    return Set.of();
  }

  /** The kernel refuses, and tells nobody. */
  @Override
  public Trace trace() {
    return Trace.NONE;
  }

  @Override
  public Outcome run(Scene scene) {
    List<Path> folders = scene.defence().folders();
    Map<String, String> secrets = scene.defence().secrets();
    for (Path folder : folders) {
      Answer found = scene.hostPod().rummage(folder);
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        if (found.text().contains(secret.getValue())) {
          return new Outcome.Leaked(secret.getKey() + " can be read below " + folder);
        }
      }
    }
    return new Outcome.Blocked("none of " + secrets.keySet() + " can be read");
  }
}
