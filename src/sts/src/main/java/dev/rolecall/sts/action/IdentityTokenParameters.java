package dev.rolecall.sts.action;

import dev.rolecall.outbound.TokenAlgorithm;
import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryException;
import dev.rolecall.sts.query.Violations;
import dev.rolecall.sts.query.Violations.TextLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GetWebIdentityToken's parameters (STS API reference), valid by themselves.
 *
 * @param seconds how long the token shall be good
 * @param tags in the order of the request; a key may be there twice
 */
record IdentityTokenParameters(
    List<String> audiences,
    TokenAlgorithm algorithm,
    int seconds,
    List<AssumeRoleRequest.Tag> tags) {
  private static final int MOST_AUDIENCES = 10;
  private static final TextLimits AUDIENCE = TextLimits.ofLength(1, 1000);
  private static final int SHORTEST = 60;
  private static final int LONGEST = 3600;
  private static final int DEFAULT = 300;

  IdentityTokenParameters {
    audiences = List.copyOf(audiences);
    tags = List.copyOf(tags);
  }

  static IdentityTokenParameters read(Parameters parameters) throws QueryException {
    Violations violations = new Violations();
    List<String> audiences = audiences(parameters, violations);
    String algorithm = parameters.text("SigningAlgorithm").orElse(null);
    violations.checkChoice(
        "signingAlgorithm",
        algorithm,
        Arrays.stream(TokenAlgorithm.values()).map(Enum::name).toList());
    int seconds = parameters.integer("DurationSeconds").orElse(DEFAULT);
    violations.checkRange("durationSeconds", seconds, SHORTEST, LONGEST);
    List<AssumeRoleRequest.Tag> tags = TagParameters.read(parameters, violations);
    violations.requireNone();
    return new IdentityTokenParameters(
        audiences, TokenAlgorithm.valueOf(RoleParameters.valid(algorithm)), seconds, tags);
  }

  private static List<String> audiences(Parameters parameters, Violations violations)
      throws QueryException {
    List<@Nullable String> members = parameters.members("Audience");
    List<String> audiences = new ArrayList<>();
    if (members.isEmpty()) {
      violations.checkRequired("audience", null, AUDIENCE);
    }
    violations.checkSize("audience", members.size(), MOST_AUDIENCES);
    for (int i = 0; i < members.size(); i++) {
      String audience = members.get(i);
      violations.checkRequired("audience." + (i + 1) + ".member", audience, AUDIENCE);
      if (audience != null) {
        audiences.add(audience);
      }
    }
    return audiences;
  }
}
