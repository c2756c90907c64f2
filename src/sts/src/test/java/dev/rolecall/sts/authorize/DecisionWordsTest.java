package dev.rolecall.sts.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import org.junit.jupiter.api.Test;

class DecisionWordsTest {
  @Test
  void usesTheWordsOfAwsAndNamesNoPolicy() {
    DecidedBy scp = new DecidedBy(Layer.SCP, "guardrail 'secret-name'", "", 0, Position.NONE);
    DecidedBy identity = new DecidedBy(Layer.IDENTITY, "inline policy 'x'", "", 0, Position.NONE);

    assertThat(words(new Decision.ExplicitDeny(scp)))
        .isEqualTo("with an explicit deny in a service control policy");
    assertThat(words(new Decision.Allow(identity)))
        .isEqualTo("an identity-based policy allows the s3:GetObject action");
    assertThat(words(new Decision.ImplicitDeny(Layer.BOUNDARY)))
        .isEqualTo("no permissions boundary allows the s3:GetObject action");
    assertThat(words(new Decision.ImplicitDeny(Layer.IDENTITY)))
        .isEqualTo("no identity-based policy allows the s3:GetObject action");
  }

  private static String words(Decision decision) {
    return DecisionWords.of(decision, "s3:GetObject");
  }
}
