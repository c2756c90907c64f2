package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.cluster.Tokens;
import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.foothold.Foothold;
import dev.rolecall.isolation.program.Program;
import dev.rolecall.isolation.rig.Attachment;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.PodNetwork;
import dev.rolecall.isolation.rig.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What attacks have at hand, and what they may ask about their outcome. */
public final class Scene {
  private final Topology topology;
  private final Stage stage;
  private final Defence defence;
  private final Program imds;
  private int seen;

  Scene(Topology topology, Stage stage, Defence defence, Program imds) {
    this.topology = topology;
    this.stage = stage;
    this.defence = defence;
    this.imds = imds;
  }

  public Topology topology() {
    return topology;
  }

  /** A process in a pod, as root with all capabilities over the pod's network. */
  public Foothold at(Pod pod) {
    return stage.foothold(pod);
  }

  /** Another one in the pod, for the caller to close. */
  public Foothold another(Pod pod) {
    return stage.launcher().root(stage.attachment(pod).namespace());
  }

  /** One that has NET_RAW alone, which containers have by default; for the caller to close. */
  public Foothold withRawAlone(Pod pod) {
    return stage.launcher().rawAlone(stage.attachment(pod).namespace());
  }

  /** A process of the node itself, as root. */
  public Foothold onHost() {
    return stage.onHost();
  }

  /** A process of a pod on the host's network: an ordinary user's. */
  public Foothold hostPod() {
    return stage.hostPod();
  }

  /** One in another namespace, for the caller to close. */
  public Foothold in(Namespace namespace) {
    return stage.launcher().root(namespace);
  }

  public Attachment attachment(Pod pod) {
    return stage.attachment(pod);
  }

  public Namespace node() {
    return stage.node();
  }

  public PodNetwork network() {
    return stage.network();
  }

  public Tokens tokens() {
    return stage.tokens();
  }

  public Defence defence() {
    return defence;
  }

  /** The pods that come and go. */
  public Succession succession() {
    return stage.succession();
  }

  /** From now on counts what happens. */
  public void begin() {
    seen = reached().size();
  }

  /** All requests that reached the real metadata service from elsewhere than the node itself. */
  private List<String> reached() {
    return imds.log()
        .lines()
        .filter(line -> line.startsWith("10.77.") || line.startsWith("fd77:"))
        .toList();
  }

  /** The first of them since the attack began. */
  public Optional<String> reachedImds() {
    return reached().stream().skip(seen).findFirst();
  }

  /** Leaked where an answer holds credentials of anybody but {@code pod}. */
  public Outcome foreign(Pod pod, Collection<Answer> answers) {
    for (Answer answer : answers) {
      Optional<String> owner = Loot.foreignTo(pod, answer.text());
      if (owner.isPresent()) {
        return new Outcome.Leaked(pod.name() + " got credentials of " + owner.orElseThrow());
      }
    }
    return unreached(answers);
  }

  /** Leaked where an answer holds any credentials. */
  public Outcome any(Collection<Answer> answers) {
    for (Answer answer : answers) {
      Optional<String> owner = Loot.in(answer.text());
      if (owner.isPresent()) {
        return new Outcome.Leaked("credentials of " + owner.orElseThrow());
      }
    }
    return unreached(answers);
  }

  /** Leaked where an answer has status 200. */
  public Outcome accepted(Collection<Answer> answers) {
    return answers.stream()
        .filter(answer -> answer.status() == 200)
        .findFirst()
        .<Outcome>map(answer -> new Outcome.Leaked("accepted: " + answer.brief()))
        .orElseGet(() -> unreached(answers));
  }

  /** Leaked where anything at all came back. */
  public Outcome anyByte(Collection<Answer> answers) {
    return answers.stream()
        .filter(answer -> !answer.text().isEmpty())
        .findFirst()
        .<Outcome>map(answer -> new Outcome.Leaked("an answer came: " + answer.brief()))
        .orElseGet(() -> unreached(answers));
  }

  private Outcome unreached(Collection<Answer> answers) {
    return reachedImds()
        .<Outcome>map(line -> new Outcome.Leaked("the real metadata service was reached: " + line))
        .orElseGet(() ->
            new Outcome.Blocked(
                answers.stream().map(Answer::brief).distinct().limit(3).toList().toString()));
  }

  /** Whether the victim is served with its own credentials within the time that SDKs wait. */
  public Optional<String> failureToServe(Pod pod) {
    Answer answer = at(pod).ask(Http.EKS4, Http.PORT, Http.eks(Http.EKS4, stage.tokens().of(pod)));
    return Loot.isOnlyOf(pod, answer.text())
        ? Optional.empty()
        : Optional.of(pod.name() + " was not served: " + answer.brief());
  }

  /** Those of the cast that have a namespace. */
  public List<Pod> podsOnNode() {
    return Cast.onNode();
  }
}
