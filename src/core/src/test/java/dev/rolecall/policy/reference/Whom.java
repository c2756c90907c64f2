package dev.rolecall.policy.reference;

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
    /** Its session's role. */
    ROLE,
    /** Itself, or everybody. */
    SELF
  }

  private Whom() {}

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
    List<Naming> namings =
        entries(statement, "NotPrincipal").stream().map(entry -> naming(entry, question)).toList();
    List<String> entries = entries(statement, "NotPrincipal");
    if (bounded) {
      return false;
    }
    if (entries.contains("*")) {
      return true;
    }
    return switch (question.caller()) {
      case Caller.Root root -> namings.contains(Naming.ACCOUNT);
      case Caller.User user -> namings.containsAll(List.of(Naming.ACCOUNT, Naming.SELF));
      case Caller.FederatedUser user -> namings.containsAll(List.of(Naming.ACCOUNT, Naming.SELF));
      case Caller.RoleSession session ->
          namings.containsAll(List.of(Naming.ACCOUNT, Naming.ROLE, Naming.SELF));
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
      case Caller.Root root -> account(entry, root.id().toString());
      case Caller.FederatedUser user ->
          entry.equals("AWS " + user.arn()) ? Naming.SELF : account(entry, user.id().toString());
      case Caller.User user ->
          entry.equals("AWS " + user.arn())
                  || (entry.startsWith("AWS AIDA") && entry.equals("AWS " + userId))
              ? Naming.SELF
              : account(entry, user.id().toString());
      case Caller.RoleSession session -> session(entry, session, userId);
    };
  }

  private static Naming session(String entry, Caller.RoleSession session, String userId) {
    if (entry.equals("AWS " + session.session())) {
      return Naming.SELF;
    }
    String partition = session.session().toString().split(":", 3)[1];
    String account = session.role().account().toString();
    String role =
        "arn:%s:iam::%s:role%s%s"
            .formatted(partition, account, session.role().path(), session.role().name());
    boolean byId =
        entry.startsWith("AWS AROA") && (userId + ":").startsWith(entry.substring(4) + ":");
    return entry.equals("AWS " + role) || byId ? Naming.ROLE : account(entry, account);
  }

  private static Naming account(String entry, String account) {
    return entry.equals("AWS " + account) || entry.equals("AWS arn:aws:iam::" + account + ":root")
        ? Naming.ACCOUNT
        : Naming.NOT;
  }

  private static Naming only(boolean named) {
    return named ? Naming.SELF : Naming.NOT;
  }
}
