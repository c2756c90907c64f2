package dev.rolecall.policy.generated;

import dev.rolecall.json.Json;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.reference.PolicyTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies that bear on a request, and who asks under them. */
public final class PolicySets {
  private static final int MANY = 60;

  private final Dice dice;

  private PolicySets(Dice dice) {
    this.dice = dice;
  }

  /**
   * Policies and their caller.
   *
   * @param resourceType {@link PolicyType#TRUST} or {@link PolicyType#RESOURCE}
   */
  public record PolicySet(PolicyTexts texts, Caller caller, PolicyType resourceType) {
    /** The same caller under other policies. */
    public PolicySet with(PolicyTexts changed) {
      return new PolicySet(changed, caller, resourceType);
    }
  }

  /** The policies of a seed. */
  public static PolicySet of(long seed) {
    return new PolicySets(new Dice(seed)).set();
  }

  /** A further document for any set. */
  public static String document(long seed, PolicyType type) {
    return new PolicySets(new Dice(seed)).document(type);
  }

  private PolicySet set() {
    Caller caller = dice.of(Vocabulary.CALLERS);
    boolean trust = dice.percent(20);
    PolicyType resourceType = trust ? PolicyType.TRUST : PolicyType.RESOURCE;
    @Nullable String resource =
        dice.percent(isPrincipal(caller) ? 60 : 95) ? document(resourceType) : null;
    boolean principal = isPrincipal(caller) && !(caller instanceof Caller.Root);
    boolean session =
        caller instanceof Caller.FederatedUser
            ? dice.percent(80)
            : (caller instanceof Caller.RoleSession || caller instanceof Caller.Role)
                && dice.percent(30);
    return new PolicySet(
        new PolicyTexts(
            principal ? identity() : List.of(),
            resource,
            principal && dice.percent(30)
                ? documents(PolicyType.PERMISSIONS_BOUNDARY, 1)
                : List.of(),
            session ? document(PolicyType.SESSION) : null,
            levels(PolicyType.SCP),
            levels(PolicyType.RCP)),
        caller,
        resourceType);
  }

  private static boolean isPrincipal(Caller caller) {
    return caller.account().isPresent();
  }

  /** Seldom so many that an index over them has something to choose from. */
  private List<String> identity() {
    int least = dice.percent(1) ? MANY : dice.percent(85) ? 1 : 0;
    return documents(PolicyType.IDENTITY, least);
  }

  private List<List<String>> levels(PolicyType type) {
    if (dice.percent(70)) {
      return List.of();
    }
    return dice.some(1, 3, () -> documents(type, dice.percent(97) ? 1 : 0));
  }

  private List<String> documents(PolicyType type, int least) {
    return dice.some(least, Math.max(least, 3), () -> document(type));
  }

  private String document(PolicyType type) {
    Map<String, Object> document = new LinkedHashMap<>();
    boolean variables = dice.percent(80);
    if (variables) {
      document.put("Version", "2012-10-17");
    } else if (dice.percent(50)) {
      document.put("Version", "2008-10-17");
    }
    Statements statements = new Statements(dice, type, variables);
    List<Object> list = new ArrayList<>(dice.some(1, 4, statements::statement));
    // Guardrails that let nothing through would hide what the others decide.
    boolean guardrail = type != PolicyType.RESOURCE && type != PolicyType.TRUST;
    if (guardrail && dice.percent(type == PolicyType.IDENTITY ? 30 : 60)) {
      list.add(dice.below(list.size() + 1), statements.everything());
    }
    document.put("Statement", dice.oneOrMany(list));
    return Json.write(document);
  }
}
