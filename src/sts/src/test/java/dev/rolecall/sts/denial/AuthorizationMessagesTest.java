package dev.rolecall.sts.denial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SealedMessages;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizationMessagesTest {
  private static final AccountId OWN = new AccountId("111111111111");
  private static final AccountId OTHER = new AccountId("222222222222");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final AuthorizationMessages messages =
      new AuthorizationMessages(new SealedMessages(() -> keys, clock, new SecureRandom()));
  private final Session caller = session();

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "SESSION", "TRUST", "RESOURCE"})
  void nameTheStatementOfAnOwnPolicy(Layer layer) {
    assertThat(decoded(denial(layer, OWN, RequestContext.empty())))
        .contains("\"explicitDeny\":true", "\"TheSid\"", "\"the-policy\"", layer.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"SCP", "BOUNDARY", "RCP"})
  void nameOfAGuardrailTheSortOnly(Layer layer) {
    assertThat(decoded(denial(layer, OWN, RequestContext.empty())))
        .contains("\"explicitDeny\":true", layer.toString())
        .doesNotContain("TheSid", "the-policy");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUST", "RESOURCE", "RCP"})
  void areTheSameWhateverAnotherAccountsPoliciesSay(Layer layer) {
    Denial denied = denial(layer, OTHER, RequestContext.empty());
    Denial silent =
        new Denial(
            caller,
            denied.action(),
            denied.resource(),
            new Decision.ImplicitDeny(layer),
            RequestContext.empty());

    assertThat(decoded(denied)).isEqualTo(decoded(silent)).doesNotContain("TheSid");
    assertThat(messages.encode(denied)).hasSameSizeAs(messages.encode(silent));
  }

  @ParameterizedTest
  @EnumSource
  void belongToTheCallersAccount(Layer layer) {
    String message = messages.encode(denial(layer, OTHER, RequestContext.empty()));

    assertThat(messages.decode(message, OWN)).isPresent();
    assertThat(messages.decode(message, OTHER)).isEmpty();
  }

  @Test
  void areNeverLongerThanWhatIsAccepted() {
    RequestContext.Builder context = RequestContext.builder();
    for (int i = 0; i < 200; i++) {
      context.put("aws:PrincipalTag/" + "\u00fc".repeat(100) + i, "\u0001".repeat(256));
    }
    Denial denial =
        new Denial(
            caller,
            "s3:" + "\u00fc".repeat(10_000),
            Denial.Resource.of("arn:aws:s3:::" + "\u0001".repeat(10_000), OWN),
            new Decision.ExplicitDeny(
                new DecidedBy(
                    Layer.IDENTITY, "\u0001".repeat(5000), "s".repeat(5000), 0, Position.NONE)),
            context.build());

    String message = messages.encode(denial);

    assertThat(message.length()).isLessThanOrEqualTo(10_240);
    assertThat(messages.decode(message, OWN)).isPresent();
  }

  private String decoded(Denial denial) {
    return messages.decode(messages.encode(denial), OWN).orElseThrow();
  }

  private Denial denial(Layer layer, AccountId resource, RequestContext context) {
    return new Denial(
        caller,
        "s3:GetObject",
        Denial.Resource.of("arn:aws:s3:::data/a", resource),
        new Decision.ExplicitDeny(new DecidedBy(layer, "the-policy", "TheSid", 0, Position.NONE)),
        context);
  }

  private Session session() {
    SessionDraft draft =
        new SessionDraft(
            RoleId.ofUid("role"),
            RoleArn.parse("arn:aws:iam::111111111111:role/Reports").orElseThrow(),
            new SessionName("test"),
            Map.of(),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    return ((SessionIssuer.Result.Issued)
            new SessionIssuer(() -> keys, clock, new SecureRandom()).issue(draft))
        .session();
  }
}
