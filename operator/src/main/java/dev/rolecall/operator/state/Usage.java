package dev.rolecall.operator.state;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.resource.InstanceProfile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many objects an account has, in use or not.
 *
 * @param memory mebibytes, begun ones too, that those in use take of sts at most
 */
public record Usage(
    int roles, int policies, int providers, int associations, int profiles, int memory) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

  private static final int MEBIBYTE = 1 << 20;

  /**
   * Of each account that has any.
   *
   * @param counted of which namespaces
   */
  static Map<AccountId, Usage> of(ResourceLists lists, Catalog catalog, Predicate<String> counted) {
    Map<AccountId, Long> roles = count(lists.roles(), catalog, counted);
    Map<AccountId, Long> policies = count(lists.policies(), catalog, counted);
    Map<AccountId, Long> providers = count(lists.providers(), catalog, counted);
    Map<AccountId, Long> associations = count(lists.associations(), catalog, counted);
    Map<AccountId, Long> profiles = profiles(lists.profiles());
    return Stream.of(roles, policies, providers, associations, profiles)
        .flatMap(counts -> counts.keySet().stream())
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                account ->
                    new Usage(
                        of(account, roles),
                        of(account, policies),
                        of(account, providers),
                        of(account, associations),
                        of(account, profiles),
                        Math.toIntExact(Math.ceilDiv(catalog.memory(account), MEBIBYTE)))));
  }

  private static int of(AccountId account, Map<AccountId, Long> counts) {
    return Math.toIntExact(counts.getOrDefault(account, 0L));
  }

  /** By the accounts of their roles: they are in no namespace. */
  private static Map<AccountId, Long> profiles(List<InstanceProfile> profiles) {
    return profiles.stream()
        .flatMap(profile -> RoleArn.parse(String.valueOf(profile.getSpec().getRole())).stream())
        .collect(Collectors.groupingBy(RoleArn::account, Collectors.counting()));
  }

  private static Map<AccountId, Long> count(
      List<? extends HasMetadata> resources, Catalog catalog, Predicate<String> counted) {
    return resources.stream()
        .map(resource -> resource.getMetadata().getNamespace())
        .filter(counted)
        .map(namespace -> catalog.accountOf(namespace).map(account -> account.id()).orElse(null))
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
