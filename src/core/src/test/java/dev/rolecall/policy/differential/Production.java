package dev.rolecall.policy.differential;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.reference.Answer;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluator that is tested, asked as the reference is. */
public final class Production {
  private final PolicySet whole;
  private final PolicySet combined;

  private Production(Policies policies) {
    whole = PolicySet.compile(policies);
    combined =
        PolicySet.compile(
                new Policies(
                    policies.identity(),
                    null,
                    policies.boundaries(),
                    null,
                    policies.scps(),
                    List.of()))
            .and(
                PolicySet.compile(
                    new Policies(
                        List.of(),
                        policies.resource(),
                        List.of(),
                        null,
                        List.of(),
                        policies.rcps())))
            .and(
                PolicySet.compile(
                    new Policies(
                        List.of(), null, List.of(), policies.session(), List.of(), List.of())));
  }

  /**
   * Reads the policies.
   *
   * @param resourceType {@link PolicyType#TRUST} or {@link PolicyType#RESOURCE}
   * @throws RefusedException where a document is refused
   */
  public static Production of(PolicyTexts texts, PolicyType resourceType) {
    return new Production(policies(texts, resourceType));
  }

  /**
   * The policies as they are read.
   *
   * @throws RefusedException where a document is refused
   */
  public static Policies policies(PolicyTexts texts, PolicyType resourceType) {
    @Nullable String resource = texts.resource();
    @Nullable String session = texts.session();
    return new Policies(
        read(PolicyType.IDENTITY, texts.identity()),
        resource == null ? null : read(resourceType, resource),
        read(PolicyType.PERMISSIONS_BOUNDARY, texts.boundaries()),
        session == null ? null : read(PolicyType.SESSION, session),
        texts.scps().stream().map(level -> read(PolicyType.SCP, level)).toList(),
        texts.rcps().stream().map(level -> read(PolicyType.RCP, level)).toList());
  }

  /** Decides by all policies compiled at once, and by those of caller and resource combined. */
  public Answer decide(Question question) {
    AuthorizationRequest request = request(question);
    Answer answer = answer(whole.decide(request));
    if (answer(combined.decide(request)) != answer) {
      throw new IllegalStateException("combined policies decide otherwise");
    }
    return answer;
  }

  private static Answer answer(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> Answer.ALLOWED;
      case Decision.ImplicitDeny deny -> Answer.IMPLICITLY_DENIED;
      case Decision.ExplicitDeny deny -> Answer.EXPLICITLY_DENIED;
    };
  }

  /** The request as the evaluator takes it. */
  public static AuthorizationRequest request(Question question) {
    RequestContext.Builder context = RequestContext.builder();
    question
        .context()
        .forEach((key, given) -> {
          if (given.many()) {
            context.putAll(key, given.values());
          } else {
            context.put(key, given.values().get(0));
          }
        });
    return new AuthorizationRequest(
        question.caller(),
        question.action(),
        question.resource(),
        new AccountId(question.resourceAccount()),
        context.build());
  }

  private static List<PolicyDocument> read(PolicyType type, List<String> texts) {
    return texts.stream().map(text -> read(type, text)).toList();
  }

  private static PolicyDocument read(PolicyType type, String text) {
    return switch (PolicyReader.read(type, type.toString(), text)) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused ->
          throw new RefusedException(refused.problems() + " in " + type + " " + text);
    };
  }

  /** A document that is no policy. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
