package dev.rolecall.cli.revoke;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose sessions are meant. */
public sealed interface Target {
  Pattern PLACE = Pattern.compile("([a-z0-9.-]+)/([a-z0-9.-]+)");

  /** Whether a role is meant. */
  boolean means(KnownRole role);

  record ByArn(RoleArn arn) implements Target {
    @Override
    public boolean means(KnownRole role) {
      return role.arn().equals(Optional.of(arn));
    }

    @Override
    public String toString() {
      return "role " + arn;
    }
  }

  record ByPlace(String place) implements Target {
    @Override
    public boolean means(KnownRole role) {
      return role.place().equals(place);
    }

    @Override
    public String toString() {
      return "IAMRole " + place;
    }
  }

  record AllOf(AccountId account) implements Target {
    @Override
    public boolean means(KnownRole role) {
      return role.arn().filter(arn -> arn.account().equals(account)).isPresent();
    }

    @Override
    public String toString() {
      return "role of account " + account;
    }
  }

  /** A role's ARN or {@code namespace/name}; empty where the text is neither. */
  static Optional<Target> parse(String text) {
    Matcher place = PLACE.matcher(text);
    return RoleArn.parse(text)
        .<Target>map(ByArn::new)
        .or(() -> Optional.of(text).filter(t -> place.matches()).map(ByPlace::new));
  }
}
