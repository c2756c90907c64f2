package dev.rolecall.operator.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.NamespaceSelector;
import dev.rolecall.operator.fakes.Resources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Laws of whose namespaces are, over random Accounts and labels. */
class NamespaceOwnersProperties {
  private static final List<String> NAMES =
      List.of("web", "jobs", "shop", "kube-system", "rolecall-system");
  private static final List<String> VALUES = List.of("a", "b", "c");

  private final List<Account> accounts = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();

  @Property(tries = 300)
  void aNamespaceIsOwnedByTheOnlyOneThatClaimsItAndSystemNamespacesByNobody(@ForAll Random random) {
    make(random);
    ClusterState state = state(random);
    for (Namespace namespace : namespaces) {
      String name = namespace.getMetadata().getName();
      List<Account> claimants =
          accounts.stream().filter(account -> claims(account, namespace)).toList();
      boolean system = Resources.RESERVED.namespaces().contains(name);
      // Nothing is issued for one that cannot be read, and nobody takes over what it claims.
      Optional<String> owner =
          system || claimants.size() != 1
              ? Optional.empty()
              : Optional.of(claimants.getFirst())
                  .filter(account -> readable(account.getSpec().getNamespaceSelector()))
                  .map(account -> account.getSpec().getAccountId());
      assertThat(state.catalog().accountOf(name).map(account -> account.id().value()))
          .as(name)
          .isEqualTo(owner);
      assertThat(id(state.ownership(name, Optional.empty()))).as(name).isEqualTo(owner);
    }
  }

  /** Else the webhook and the reconciler would take turns with the label. */
  @Property(tries = 300)
  void whoMakesANamespaceIsToldWhatTheWholeStateWillSay(@ForAll Random random) {
    make(random);
    ClusterState state = state(random);
    for (Namespace namespace : namespaces) {
      String name = namespace.getMetadata().getName();
      Map<String, String> labels = namespace.getMetadata().getLabels();
      for (Optional<String> label :
          List.of(Optional.<String>empty(), Optional.of("100000000000"))) {
        assertThat(state.ownership(name, labels, label))
            .as(name)
            .isEqualTo(state.ownership(name, label));
      }
    }
  }

  private void make(Random random) {
    accounts.clear();
    namespaces.clear();
    for (String name : NAMES) {
      namespaces.add(Resources.namespace(name, Map.of("one", value(random), "two", value(random))));
    }
    for (int i = 0; i < 3; i++) {
      Account account =
          random.nextInt(3) == 0
              ? Resources.account("10000000000" + i, NAMES.get(random.nextInt(NAMES.size())))
              : Resources.account("10000000000" + i);
      if (random.nextBoolean()) {
        NamespaceSelector selector = new NamespaceSelector();
        selector.setMatchLabels(Map.of(random.nextBoolean() ? "one" : "two", value(random)));
        if (random.nextInt(8) == 0) {
          selector.setUnknownField("unless", Map.of());
        }
        account.getSpec().setNamespaceSelector(selector);
      }
      accounts.add(account);
    }
  }

  private ClusterState state(Random random) {
    List<HasMetadata> all = new ArrayList<>(accounts);
    all.addAll(namespaces);
    Collections.shuffle(all, random);
    return Resources.state(all.toArray(HasMetadata[]::new));
  }

  private static boolean claims(Account account, Namespace namespace) {
    NamespaceSelector selector = account.getSpec().getNamespaceSelector();
    boolean named = account.getSpec().getNamespaces().contains(namespace.getMetadata().getName());
    return named
        || (selector != null
            && readable(selector)
            && namespace
                .getMetadata()
                .getLabels()
                .entrySet()
                .containsAll(selector.getMatchLabels().entrySet()));
  }

  private static boolean readable(@Nullable NamespaceSelector selector) {
    return selector == null || selector.getUnknownFields().isEmpty();
  }

  private static Optional<String> id(Ownership ownership) {
    return ownership instanceof Ownership.Owned(var account)
        ? Optional.of(account.value())
        : Optional.empty();
  }

  private static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }
}
