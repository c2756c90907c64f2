package dev.rolecall.policy.reference;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.reference.Document.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a caller is named by a {@code Principal} or {@code NotPrincipal} element. */
final class Whom {
  /** By what the caller is named, weakest first. */
  enum Naming {
    NOT,
    /** Its account, which delegates. */
    ACCOUNT,
    /** The role or the user that is behind its session. */
    BEHIND,
    /** Itself, or everybody. */
    SELF
  }

  private Whom() {}

  /**
   * The strongest of the names that the Principal of an Allow has for the caller. An identity
   * provider's and, in a trust policy, a service's must be its own: "*" does not invite them.
   */
  static Naming granted(Statement statement, Question question) {
    boolean mustBeNamed =
        question.caller() instanceof Caller.WebIdentity
            || (question.caller() instanceof Caller.Service && question.assumesRole());
    boolean everybody = entries(statement, "Principal").contains("*");
    return mustBeNamed && everybody ? namedItself(statement, question) : named(statement, question);
  }

  private static Naming namedItself(Statement statement, Question question) {
    return entries(statement, "Principal").stream()
        .filter(entry -> !entry.equals("*"))
        .map(entry -> naming(entry, question))
        .max(Naming::compareTo)
        .orElse(Naming.NOT);
  }

  /** The strongest of the names that the Principal has for the caller. */
  static Naming named(Statement statement, Question question) {
    Naming strongest = Naming.NOT;
    for (String entry : entries(statement, "Principal")) {
      Naming naming = naming(entry, question);
      if (naming.compareTo(strongest) > 0) {
        strongest = naming;
      }
    }
    return strongest;
  }

  /**
   * Whether a NotPrincipal leaves the caller out: whoever must be named by account, by role and by
   * session, where it has them, is; and it has no permissions boundary ("denies ... regardless of
   * the values specified in NotPrincipal").
   */
  static boolean excepted(Statement statement, Question question, boolean bounded) {
    // Nobody is named by "*".
    List<Naming> namings =
        entries(statement, "NotPrincipal").stream()
            .filter(entry -> !entry.equals("*"))
            .map(entry -> naming(entry, question))
            .toList();
    if (bounded) {
      return false;
    }
    return switch (question.caller()) {
      case Caller.Root root -> namings.contains(Naming.ACCOUNT);
      case Caller.User user -> namings.containsAll(List.of(Naming.ACCOUNT, Naming.SELF));
      case Caller.FederatedUser user ->
          namings.containsAll(List.of(Naming.ACCOUNT, Naming.SELF))
              && (user.user() == null || namings.contains(Naming.BEHIND));
      case Caller.Role role -> namings.containsAll(List.of(Naming.ACCOUNT, Naming.BEHIND));
      case Caller.RoleSession session ->
          namings.containsAll(List.of(Naming.ACCOUNT, Naming.BEHIND, Naming.SELF));
      case Caller.WebIdentity identity -> namings.contains(Naming.SELF);
      case Caller.Service service -> namings.contains(Naming.SELF);
      case Caller.Anonymous anonymous -> false;
    };
  }

  /** The entries, each with its type in front ({@code AWS 111111111111}), or {@code *}. */
  private static List<String> entries(Statement statement, String element) {
    JsonValue value = statement.json().get(element).orElseThrow();
    if (value instanceof JsonValue.JsonString) {
      return List.of("*");
    }
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, JsonValue> type : Document.members(value).entrySet()) {
      for (String name : Document.texts(type.getValue())) {
        boolean everybody = type.getKey().equals("AWS") && name.equals("*");
        entries.add(everybody ? "*" : type.getKey() + " " + name);
      }
    }
    return entries;
  }

  private static Naming naming(String entry, Question question) {
    if (entry.equals("*")) {
      return Naming.SELF;
    }
    String userId = question.single("aws:userid").orElse("");
    return switch (question.caller()) {
      case Caller.Anonymous anonymous -> Naming.NOT;
      case Caller.Service service -> only(entry.equals("Service " + service.name()));
      case Caller.WebIdentity identity -> only(entry.equals("Federated " + identity.provider()));
      case Caller.Root root -> account(entry, "aws", root.id());
      case Caller.FederatedUser user -> {
        if (entry.equals("AWS " + user.arn())) {
          yield Naming.SELF;
        }
        yield entry.equals("AWS " + user.user())
            ? Naming.BEHIND
            : account(entry, user.arn().partition(), user.id());
      }
      case Caller.User user ->
          entry.equals("AWS " + user.arn())
                  || (entry.startsWith("AWS AIDA") && entry.equals("AWS " + userId))
              ? Naming.SELF
              : account(entry, user.arn().partition(), user.id());
      case Caller.RoleSession session -> session(entry, session, userId);
      case Caller.Role role -> role(entry, "aws", role.role(), userId);
    };
  }

  private static Naming session(String entry, Caller.RoleSession session, String userId) {
    return entry.equals("AWS " + session.session())
        ? Naming.SELF
        : role(entry, session.session().partition(), session.role(), userId);
  }

  private static Naming role(String entry, String partition, RoleArn role, String userId) {
    String arn =
        "arn:%s:iam::%s:role%s%s".formatted(partition, role.account(), role.path(), role.name());
    boolean byId =
        entry.startsWith("AWS AROA") && (userId + ":").startsWith(entry.substring(4) + ":");
    return entry.equals("AWS " + arn) || byId
        ? Naming.BEHIND
        : account(entry, partition, role.account());
  }

  private static Naming account(String entry, String partition, AccountId account) {
    return entry.equals("AWS " + account)
            || entry.equals("AWS arn:%s:iam::%s:root".formatted(partition, account))
        ? Naming.ACCOUNT
        : Naming.NOT;
  }

  private static Naming only(boolean named) {
    return named ? Naming.SELF : Naming.NOT;
  }
}
