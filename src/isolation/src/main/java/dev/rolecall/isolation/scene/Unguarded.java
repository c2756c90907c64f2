package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.program.NaivePrograms;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A node without Rolecall's guard: the way to the real metadata service is open, and an agent
 * answers that believes what it is told.
 */
public final class Unguarded implements Defence {
  private static final String LINK = "lo";

  private final Namespace node;
  private final NaivePrograms programs;

  public Unguarded(Namespace node, NaivePrograms programs) {
    this.node = node;
    this.programs = programs;
  }

  @Override
  public boolean isGuarded() {
    return false;
  }

  @Override
  public void attached(Pod pod, Attachment attachment) {}

  @Override
  public void detached(Pod pod) {}

  @Override
  public void stand() {
    node.ip("addr add " + Http.EKS4 + "/32 dev " + LINK);
    node.ip("addr add " + Http.ECS4 + "/32 dev " + LINK);
    node.ip6("addr add " + Http.EKS6 + "/128 dev " + LINK + " nodad");
    programs.start();
  }

  @Override
  public void tell(Collection<Pod> pods) {}

  @Override
  public void killServer() {
    programs.stop();
  }

  @Override
  public void stopServer() {
    programs.stop();
  }

  @Override
  public void startServer() {
    programs.start();
  }

  @Override
  public void killGuard() {}

  @Override
  public void startGuard() {}

  @Override
  public void reboot() {
    programs.stop();
  }

  @Override
  public List<Path> folders() {
    return List.of();
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of();
  }

  @Override
  public Told told() {
    return Told.NOTHING;
  }

  @Override
  public List<String> notAudited() {
    return List.of();
  }

  @Override
  public void close() {
    programs.stop();
  }
}
