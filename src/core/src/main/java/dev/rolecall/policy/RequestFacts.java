package dev.rolecall.policy;

import dev.rolecall.policy.index.Query;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What statements ask of a request, each answer found once. Used again by its thread. */
final class RequestFacts implements Query {
  private static final int INITIAL_SLOTS = 64;

  private @Nullable AuthorizationRequest request;

  /** By slot, the round in which a condition was asked, doubled, plus one where it held. */
  private long[] answers = new long[INITIAL_SLOTS];

  private long round;
  private int firstSlot;

  void begin(AuthorizationRequest asked) {
    request = asked;
    round++;
    firstSlot = 0;
  }

  /** Forgets the request, which the thread must not keep alive. */
  void end() {
    request = null;
  }

  /** Goes on to policies with slots of their own, which no others of this round may use. */
  void enter(int first, int count) {
    firstSlot = first;
    if (first + count > answers.length) {
      answers = Arrays.copyOf(answers, Math.max(first + count, 2 * answers.length));
    }
  }

  AuthorizationRequest request() {
    return Objects.requireNonNull(request);
  }

  /** Whether the request satisfies the condition. */
  boolean satisfies(SharedCondition shared) {
    AuthorizationRequest asked = request();
    if (shared.slot() == SharedCondition.ALONE) {
      return shared.condition().holds(asked.context(), shared.undecided());
    }
    int slot = firstSlot + shared.slot();
    long answer = answers[slot];
    if (answer >> 1 != round) {
      boolean holds = shared.condition().holds(asked.context(), shared.undecided());
      answer = (round << 1) + (holds ? 1 : 0);
      answers[slot] = answer;
    }
    return (answer & 1) != 0;
  }

  @Override
  public String action() {
    return request().actionName().lowerCase();
  }

  @Override
  public String resource() {
    return request().resource();
  }

  @Override
  public int segment(int number) {
    return request().segment(number);
  }

  @Override
  public @Nullable String value(String lowerCaseKey) {
    RequestContext.Entry entry = request().context().entry(lowerCaseKey);
    return entry == null || entry.multivalued() || entry.values().isEmpty()
        ? null
        : entry.values().get(0);
  }

  /** The caller's account, and what it is called by itself and behind its session. */
  @Override
  public @Nullable Object principal(int number) {
    Caller caller = request().caller();
    if (number == 0 && caller.accountOrNull() != null) {
      return caller.accountOrNull();
    }
    return switch (caller) {
      case Caller.User user -> number == 1 ? user.arn() : null;
      case Caller.Role role -> number == 1 ? role.role() : null;
      case Caller.RoleSession session ->
          switch (number) {
            case 1 -> session.session();
            case 2 -> session.role();
            default -> null;
          };
      case Caller.FederatedUser user ->
          switch (number) {
            case 1 -> user.arn();
            case 2 -> user.user();
            default -> null;
          };
      case Caller.WebIdentity web -> number == 0 ? web.provider() : null;
      case Caller.Service service -> number == 0 ? service.name() : null;
      case Caller.Root root -> null;
      case Caller.Anonymous anonymous -> null;
    };
  }
}
