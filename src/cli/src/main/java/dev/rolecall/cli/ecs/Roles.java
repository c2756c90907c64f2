package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles of a definition, in the accounts that there are here. */
final class Roles {
  private static final String EVERY = "*";
  private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/(.+)");

  private final Map<String, String> accounts;

  /**
   * @param accounts the id here of an account there; {@code *} for any other
   */
  Roles(Map<String, String> accounts) {
    this.accounts = Map.copyOf(accounts);
  }

  /** The role's ARN, or its name where the definition has no more. */
  Optional<String> map(Fields definition, String member, String use) {
    return definition
        .text(member)
        .map(role -> {
          Matcher arn = ARN.matcher(role.value());
          String here = arn.matches() ? here(definition, role, arn) : role.value();
          definition
              .findings()
              .needed(
                  role.place(),
                  "the role is " + here + " here",
                  "make an IAMRole of this ARN whose trust policy lets ecs-tasks.amazonaws.com do "
                      + use);
          return here;
        });
  }

  private String here(Fields definition, Text role, Matcher arn) {
    String account =
        Optional.ofNullable(accounts.get(arn.group(2)))
            .or(() -> Optional.ofNullable(accounts.get(EVERY)))
            .orElse(arn.group(2));
    if (!arn.group(1).equals("aws")) {
      definition
          .findings()
          .changed(
              role.place(),
              "ARNs of Rolecall are of the partition aws, not " + arn.group(1),
              "name the partition aws in policies too");
    }
    return "arn:aws:iam::" + account + ":role/" + arn.group(3);
  }
}
