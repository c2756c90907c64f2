package dev.rolecall.identity;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The audiences of each way to sts; no token is good on two of them.
 *
 * @param containerCredentials of pods' tokens for container credentials
 * @param webIdentity of the cluster's tokens for AssumeRoleWithWebIdentity
 */
public record Audiences(Set<String> containerCredentials, Set<String> webIdentity) {
  /** By these names pods call the API server, whose tokens are for nobody else. */
  private static final String API_SERVER = "https://kubernetes.default.svc";

  /** Of the ways that nobody configures. */
  private static final Set<String> FIXED =
      EnumSet.complementOf(EnumSet.of(Audience.CONTAINER_CREDENTIALS, Audience.WEB_IDENTITY))
          .stream()
          .map(Audience::value)
          .collect(Collectors.toUnmodifiableSet());

  /** As EKS has them. */
  public static final Audiences DEFAULT =
      new Audiences(
          Set.of(Audience.CONTAINER_CREDENTIALS.value()), Set.of(Audience.WEB_IDENTITY.value()));

  /**
   * @throws IllegalArgumentException where a way has none, or one is blank, of two ways, or the API
   *     server's
   */
  public Audiences {
    containerCredentials = Set.copyOf(containerCredentials);
    webIdentity = Set.copyOf(webIdentity);
    if (containerCredentials.isEmpty() || webIdentity.isEmpty()) {
      throw new IllegalArgumentException("each way needs an audience");
    }
    Set<String> taken = new HashSet<>(FIXED);
    for (String audience :
        Stream.of(containerCredentials, webIdentity).flatMap(Set::stream).toList()) {
      if (audience.isBlank() || audience.startsWith(API_SERVER) || !taken.add(audience)) {
        throw new IllegalArgumentException(
            "'" + audience + "' is blank, the API server's, or an audience of two ways");
      }
    }
  }

  /**
   * Reads two lists.
   *
   * @throws IllegalArgumentException as the constructor, and where a list names one twice
   */
  public static Audiences of(List<String> containerCredentials, List<String> webIdentity) {
    return new Audiences(set(containerCredentials), set(webIdentity));
  }

  /** Those of one way. */
  public Set<String> of(Audience way) {
    return switch (way) {
      case CONTAINER_CREDENTIALS -> containerCredentials;
      case WEB_IDENTITY -> webIdentity;
      case AGENT, AUTHORIZE, OPERATOR -> Set.of(way.value());
    };
  }

  /** Those of every way but one. */
  public Set<String> ofOthers(Audience way) {
    return Stream.of(Audience.values())
        .filter(other -> other != way)
        .flatMap(other -> of(other).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> set(List<String> audiences) {
    Set<String> set = new HashSet<>(audiences);
    if (set.size() < audiences.size()) {
      throw new IllegalArgumentException("one audience is named twice");
    }
    return set;
  }
}
