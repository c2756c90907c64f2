package dev.rolecall.operator.state;

import java.util.List;

/** What a resource's status says besides whether it is in use. */
public sealed interface Facts {
  record Nothing() implements Facts {}

  /**
   * @param namespaces how many it owns
   */
  record OfAccount(int namespaces, Usage usage) implements Facts {}

  /**
   * @param attachments how many roles have it
   * @param boundaries how many roles have it as their permissions boundary
   * @param roles {@code namespace/name} of some of them, in order
   */
  record OfPolicy(String arn, int attachments, int boundaries, List<String> roles)
      implements Facts {
    public OfPolicy {
      roles = List.copyOf(roles);
    }
  }

  /**
   * @param associations how many of its account name it
   * @param instanceProfiles names of some that name it, in order
   */
  record OfRole(int associations, List<String> instanceProfiles) implements Facts {
    public OfRole {
      instanceProfiles = List.copyOf(instanceProfiles);
    }
  }

  /**
   * @param nodes on how many it is in use
   */
  record OfProfile(int nodes) implements Facts {}

  record OfProvider(String arn) implements Facts {}
}
