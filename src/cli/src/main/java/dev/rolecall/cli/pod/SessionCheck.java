package dev.rolecall.cli.pod;

import dev.rolecall.binding.Binding;
import dev.rolecall.cli.live.Injected;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What bears on the pod's sessions: policies in short, how long they are, which are void. */
final class SessionCheck {
  private static final String NAME = "session";
  private static final Duration LONGEST = Duration.ofHours(6);

  /** Of sessions that another session assumed. */
  private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

  private SessionCheck() {}

  static Step look(Scene scene) {
    if (scene.worn().isEmpty()) {
      return Step.skipped(NAME, "the role is not known");
    }
    Role role = scene.worn().get();
    List<Finding> findings = new ArrayList<>();
    findings.add(policies(role));
    Optional.ofNullable(role.boundary())
        .map(boundary -> limit("the role's permissions boundary", boundary))
        .ifPresent(findings::add);
    scene
        .catalog()
        .account(role.arn().account())
        .ifPresent(account -> findings.addAll(ofAccount(scene, account)));
    Binding.Bound bound = scene.bound().orElseThrow();
    List<PolicyDocument> own = bound.sessionPolicies();
    if (!own.isEmpty()) {
      findings.add(new Finding.Note("associations limit its sessions by: " + listed(own)));
    }
    findings.add(length(scene, role));
    tags(bound.tags()).ifPresent(findings::add);
    revoked(scene, role).ifPresent(findings::add);
    return Step.of(NAME, findings);
  }

  private static Finding policies(Role role) {
    return role.policies().stream().noneMatch(SessionCheck::allows)
        ? new Finding.Note(
            "no policy of the role allows anything: its sessions may do what resources' own policies grant")
        : new Finding.Fine("policies of the role: " + listed(role.policies()));
  }

  private static List<Finding> ofAccount(Scene scene, Account account) {
    List<Finding> findings = new ArrayList<>();
    if (scene.labelled().isPresent()) {
      return findings; // What stands for an Account that was not read has none of this.
    }
    Optional.ofNullable(account.boundary())
        .map(boundary -> limit("the account's permissions boundary", boundary))
        .ifPresent(findings::add);
    for (int level = 0; level < account.scps().size(); level++) {
      List<PolicyDocument> scps = account.scps().get(level);
      String name = "guardrails, level %d of %d".formatted(level + 1, account.scps().size());
      findings.add(
          scps.stream().noneMatch(SessionCheck::allows)
              ? new Finding.Wrong(
                  name + " allow nothing, so that no session of the account may do anything",
                  "let a policy of each level of spec.guardrails of Account %s allow what is to be allowed, or all: Action and Resource '*'"
                      .formatted(account.name()))
              : new Finding.Note(name + ": " + listed(scps)));
    }
    return findings;
  }

  private static Finding limit(String name, PolicyDocument boundary) {
    return allows(boundary)
        ? new Finding.Note(name + ": " + summary(boundary))
        : new Finding.Wrong(
            name + " allows nothing, so that no session of the role may do anything",
            "let it allow what the role is for, or take it away");
  }

  private static Finding length(Scene scene, Role role) {
    Duration most = role.maxSessionDuration();
    boolean chosen = scene.way() == Injected.WEB_IDENTITY;
    boolean chained = scene.bound().flatMap(Binding.Bound::target).isPresent();
    Duration limit = chosen ? most : chained ? LONGEST_CHAINED : LONGEST;
    Duration length = most.compareTo(limit) < 0 ? most : limit;
    return new Finding.Fine(
        "its sessions last %s%s"
            .formatted(chosen ? "as long as its SDK asks for, at most " : "", words(length)));
  }

  private static Optional<Finding> tags(Map<String, String> tags) {
    return tags.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding.Note(
                "associations give its sessions the tags "
                    + tags.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(", "))));
  }

  private static Optional<Finding> revoked(Scene scene, Role role) {
    return Optional.ofNullable(role.revokedBefore())
        .map(before ->
            before.isAfter(scene.clock().instant())
                ? new Finding.Wrong(
                    "sessions of the role that are issued before %s are void, which is a time to come"
                        .formatted(before),
                    "take revokeSessionsIssuedBefore of the IAMRole back to %s"
                        .formatted(Instant.ofEpochSecond(scene.clock().instant().getEpochSecond())))
                : new Finding.Note("sessions issued before " + before + " are void"));
  }

  private static String listed(List<PolicyDocument> documents) {
    return documents.stream().map(SessionCheck::summary).collect(Collectors.joining("; "));
  }

  /** {@code inline policy 'read' (2 Allow, 1 Deny)}. */
  private static String summary(PolicyDocument document) {
    return "%s (%d Allow, %d Deny)"
        .formatted(
            document.name(),
            count(document, Statement.Effect.ALLOW),
            count(document, Statement.Effect.DENY));
  }

  private static boolean allows(PolicyDocument document) {
    return count(document, Statement.Effect.ALLOW) > 0;
  }

  private static long count(PolicyDocument document, Statement.Effect effect) {
    return document.statements().stream().filter(statement -> statement.effect() == effect).count();
  }

  private static String words(Duration length) {
    return length.toSecondsPart() == 0 && length.toMinutesPart() == 0
        ? length.toHours() + " h"
        : length.toMinutes() + " min";
  }
}
