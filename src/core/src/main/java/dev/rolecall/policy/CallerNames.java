package dev.rolecall.policy;

import org.jspecify.annotations.Nullable;

/** The names by which a resource's policy may mean a caller. Allocates nothing. */
final class CallerNames {
  private CallerNames() {}

  /**
   * The caller's account, and what it is called by itself and behind its session.
   *
   * @param number from 0; null behind the last name
   */
  static @Nullable Object name(Caller caller, int number) {
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
