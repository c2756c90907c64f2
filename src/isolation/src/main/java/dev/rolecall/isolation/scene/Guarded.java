package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.CniResults;
import dev.rolecall.isolation.cluster.Manifests;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.cluster.Tokens;
import dev.rolecall.isolation.program.NodePrograms;
import dev.rolecall.isolation.program.Program;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.scene.Told.Cause;
import dev.rolecall.session.MasterKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rolecall's own programs on the node. */
public final class Guarded implements Defence {
  private static final Pattern REFUSALS =
      Pattern.compile("rolecall_agent_refusals_total\\{.*code=\"([^\"]+)\".*} ([0-9.]+)");

  private final NodePrograms programs;
  private final CniResults cni;
  private Optional<Program> sts = Optional.empty();
  private Optional<Program> guard = Optional.empty();
  private Optional<Program> server = Optional.empty();

  /** What rules had counted that are gone. */
  private final Map<Cause, Double> forgotten = new HashMap<>();

  private Guarded(NodePrograms programs, CniResults cni) {
    this.programs = programs;
    this.cni = cni;
  }

  /** Writes what the programs will read. */
  public static Guarded prepare(NodePrograms programs, Tokens tokens) {
    try {
      Manifests.write(programs.manifests(), Cast.ALL);
      Files.createDirectories(programs.state());
      Files.createDirectories(programs.run());
      keep(programs.run(), "rwxr-xr-x");
      Files.writeString(programs.state().resolve("issuer.json"), tokens.key().toJSONString());
      Files.writeString(
          programs.state().resolve("session-keys.json"),
          MasterKeys.withNewKey("", Clock.systemUTC()));
      keep(programs.state(), "rwx------");
      Files.writeString(programs.agentToken(), tokens.agent());
      keep(programs.agentToken(), "r--------");
      programs.giveToServer(programs.agentToken());
      return new Guarded(programs, CniResults.in(programs.cniResults()));
    } catch (IOException e) {
      throw new RigException(String.valueOf(e.getMessage()));
    }
  }

  private static void keep(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Override
  public boolean isGuarded() {
    return true;
  }

  @Override
  public void attached(Pod pod, Attachment attachment) throws IOException {
    cni.add(pod, attachment);
  }

  @Override
  public void detached(Pod pod) throws IOException {
    cni.remove(pod);
  }

  @Override
  public void stand() {
    sts = Optional.of(programs.sts());
    startGuard();
    startServer();
  }

  @Override
  public void tell(Collection<Pod> pods) throws IOException {
    sts.ifPresent(Program::stop);
    Manifests.write(programs.manifests(), pods);
    sts = Optional.of(programs.sts());
  }

  @Override
  public void killServer() {
    server.ifPresent(Program::kill);
  }

  @Override
  public void stopServer() {
    server.ifPresent(Program::stop);
  }

  @Override
  public void startServer() {
    server = Optional.of(programs.server());
  }

  @Override
  public void killGuard() {
    guard.ifPresent(Program::kill);
  }

  @Override
  public void startGuard() {
    guard = Optional.of(programs.guard());
  }

  @Override
  public void reboot() {
    killGuard();
    killServer();
    rules().forEach((cause, count) -> forgotten.merge(cause, count, Double::sum));
    programs.reboot();
  }

  @Override
  public List<Path> folders() {
    return List.of(programs.state().resolveSibling(""), Path.of("/proc"));
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of(
        "the agent's token", text(programs.agentToken()),
        "the issuer's key", text(programs.state().resolve("issuer.json")),
        "the session keys", text(programs.state().resolve("session-keys.json")),
        "the key of IMDS tokens", text(programs.run().resolve("server/imds.key")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new RigException("no " + file + ": " + e.getMessage());
    }
  }

  @Override
  public Told told() {
    Map<Cause, Double> counts = new HashMap<>(forgotten);
    rules().forEach((cause, count) -> counts.merge(cause, count, Double::sum));
    Matcher refusals = REFUSALS.matcher(programs.metrics());
    while (refusals.find()) {
      counts.merge(
          new Cause("errorCode", refusals.group(1)),
          Double.parseDouble(refusals.group(2)),
          Double::sum);
    }
    return new Told(counts);
  }

  private Map<Cause, Double> rules() {
    return programs.rules().entrySet().stream()
        .collect(Collectors.toMap(rule -> new Cause("rule", rule.getKey()), Map.Entry::getValue));
  }

  @Override
  public List<String> notAudited() {
    String lines =
        Stream.of(guard, server)
            .flatMap(Optional::stream)
            .flatMap(program -> program.log().lines())
            .filter(line -> line.startsWith("{"))
            .collect(Collectors.joining());
    return told().counts().entrySet().stream()
        .filter(count -> count.getValue() > 0 && !lines.contains(count.getKey().inAudit()))
        .map(count -> count.getKey().name())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    Stream.of(server, guard, sts).flatMap(Optional::stream).forEach(Program::close);
  }
}
