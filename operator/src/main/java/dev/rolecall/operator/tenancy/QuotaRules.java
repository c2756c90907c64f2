package dev.rolecall.operator.tenancy;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.Usage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Whether an account may have one more object, or a role one more policy. Objects that come at the
 * same time may pass together: the youngest of too many are not in use, and their status says so.
 */
public final class QuotaRules {
  /**
   * @param place what says whose the object is
   * @param kind empty where it is no objects that are counted
   * @param field of an Account's quotas
   * @param quota how many there may be
   * @param used how many there are
   */
  private record Rule(
      String kind,
      String place,
      String field,
      ToIntFunction<AccountQuotas> quota,
      ToIntFunction<Usage> used) {
    static Rule of(
        String kind, String field, ToIntFunction<AccountQuotas> quota, ToIntFunction<Usage> used) {
      return new Rule(kind, "metadata.namespace", field, quota, used);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("IAMRole", "rolesQuota", AccountQuotas::getRolesQuota, Usage::roles),
          Rule.of("IAMPolicy", "policiesQuota", AccountQuotas::getPoliciesQuota, Usage::policies),
          Rule.of(
              "OIDCProvider",
              "openIDConnectProvidersQuota",
              AccountQuotas::getOpenIDConnectProvidersQuota,
              Usage::providers),
          Rule.of(
              "RoleAssociation",
              "podIdentityAssociationsQuota",
              AccountQuotas::getPodIdentityAssociationsQuota,
              Usage::associations),
          new Rule(
              "InstanceProfile",
              "spec.role",
              "instanceProfilesQuota",
              AccountQuotas::getInstanceProfilesQuota,
              Usage::profiles),
          new Rule("", "spec", "memoryQuota", AccountQuotas::getMemoryQuota, Usage::memory));

  private static final int MEBIBYTE = 1 << 20;
  private static final AccountQuotas DEFAULTS = new AccountQuotas();

  private final ClusterState state;

  /** The fields of an Account's quotas of objects. */
  public static List<String> fields() {
    return RULES.stream().map(Rule::field).toList();
  }

  /** Whether objects of this kind count for quotas of their account: sts keeps no others. */
  public static boolean counts(String kind) {
    return RULES.stream().anyMatch(rule -> rule.kind().equals(kind));
  }

  public QuotaRules(ClusterState state) {
    this.state = state;
  }

  /** Why no object of this kind may be added to an account; empty where one may. */
  public Optional<String> oneMore(String kind, AccountId owner) {
    return account(owner)
        .flatMap(account ->
            RULES.stream()
                .filter(rule -> rule.kind().equals(kind))
                .findFirst()
                .flatMap(rule -> full(rule, account)));
  }

  /**
   * Why a role may not have so many managed policies; empty where it may.
   *
   * @param before how many it had
   */
  public Optional<String> attachments(AccountId owner, int before, int now) {
    return account(owner)
        .filter(account ->
            now > before && now > account.getSpec().getQuotas().getAttachedPoliciesPerRoleQuota())
        .map(account ->
            "spec.managedPolicies: a role of Account '%s' may have %d (spec.quotas.attachedPoliciesPerRoleQuota), not %d; put statements together, or have the quota raised [LimitExceeded]"
                .formatted(
                    account.getMetadata().getName(),
                    account.getSpec().getQuotas().getAttachedPoliciesPerRoleQuota(),
                    now));
  }

  /**
   * Why a resource may not take so much of sts' memory; empty where it may.
   *
   * @param before bytes that it took; none of one that is new
   */
  public Optional<String> memory(AccountId owner, long before, long now) {
    long taken = state.catalog().memory(owner) - before + now;
    return account(owner)
        .filter(account ->
            now > before
                && taken > (long) account.getSpec().getQuotas().getMemoryQuota() * MEBIBYTE)
        .map(account ->
            "spec: the resources of Account '%s' may take %d MiB of sts' memory (spec.quotas.memoryQuota), with this one they take up to %d KiB; shorten policies, delete some, or have the quota raised [LimitExceeded]"
                .formatted(
                    account.getMetadata().getName(),
                    account.getSpec().getQuotas().getMemoryQuota(),
                    taken >> 10));
  }

  /**
   * Why no object of this kind may be added to a namespace that no Account has; empty where one
   * may. Such a namespace has the quotas of an Account that says nothing of them.
   */
  public Optional<String> oneMoreUnowned(String kind, String namespace) {
    int used = state.catalog().unowned(namespace).count(kind);
    return RULES.stream()
        .filter(rule -> rule.kind().equals(kind) && used >= rule.quota().applyAsInt(DEFAULTS))
        .findFirst()
        .map(rule ->
            "metadata.namespace: namespace '%s' belongs to no Account and has %d objects of kind %s already, as many as an Account's spec.quotas.%s is by default; name it in an Account, or delete some [LimitExceeded]"
                .formatted(namespace, used, kind, rule.field()));
  }

  /**
   * Why a resource may not take so much of sts' memory in a namespace that no Account has; empty
   * where it may.
   *
   * @param before bytes that it took; none of one that is new
   */
  public Optional<String> memoryUnowned(String namespace, long before, long now) {
    long taken = state.catalog().unowned(namespace).memory() - before + now;
    return now > before && taken > (long) DEFAULTS.getMemoryQuota() * MEBIBYTE
        ? Optional.of(
            "spec: namespace '%s' belongs to no Account, and its resources may take %d MiB of sts' memory, as an Account's (spec.quotas.memoryQuota) by default; with this one they take up to %d KiB; name it in an Account, or delete some [LimitExceeded]"
                .formatted(namespace, DEFAULTS.getMemoryQuota(), taken >> 10))
        : Optional.empty();
  }

  /** Why an Account's quotas may not be made so small: objects in use would fall out of it. */
  public List<String> lowered(Account account, Account before) {
    AccountQuotas now = account.getSpec().getQuotas();
    AccountQuotas old = before.getSpec().getQuotas();
    Usage usage = usage(account);
    return RULES.stream()
        .filter(rule ->
            rule.quota().applyAsInt(now) < rule.quota().applyAsInt(old)
                && rule.quota().applyAsInt(now) < rule.used().applyAsInt(usage))
        .map(rule ->
            "spec.quotas.%s: the account has %d%s; delete some first"
                .formatted(
                    rule.field(),
                    rule.used().applyAsInt(usage),
                    rule.kind().isEmpty() ? " MiB" : " of kind " + rule.kind()))
        .toList();
  }

  /** How many accounts have used nine tenths of this quota, or more. */
  public long nearlyFull(String field) {
    Rule rule = RULES.stream().filter(it -> it.field().equals(field)).findFirst().orElseThrow();
    return state.accounts().stream()
        .filter(account ->
            10L * rule.used().applyAsInt(usage(account))
                >= 9L * rule.quota().applyAsInt(account.getSpec().getQuotas()))
        .count();
  }

  private Optional<String> full(Rule rule, Account account) {
    int quota = rule.quota().applyAsInt(account.getSpec().getQuotas());
    int used = rule.used().applyAsInt(usage(account));
    return used < quota
        ? Optional.empty()
        : Optional.of(
            "%s: Account '%s' has %d of %d objects of kind %s (spec.quotas.%s); delete some, or have the quota raised [LimitExceeded]"
                .formatted(
                    rule.place(),
                    account.getMetadata().getName(),
                    used,
                    quota,
                    rule.kind(),
                    rule.field()));
  }

  private Usage usage(Account account) {
    return Stream.ofNullable(account.getSpec().getAccountId())
        .map(id -> state.usage(new AccountId(id)))
        .findFirst()
        .orElse(Usage.NONE);
  }

  /** The object that is in use of an account. */
  private Optional<Account> account(AccountId id) {
    return state
        .catalog()
        .account(id)
        .flatMap(owner ->
            state.accounts().stream()
                .filter(it -> Objects.equals(it.getMetadata().getName(), owner.name()))
                .findFirst());
  }
}
