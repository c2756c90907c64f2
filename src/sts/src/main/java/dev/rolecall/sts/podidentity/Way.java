package dev.rolecall.sts.podidentity;

import dev.rolecall.directory.PodPermissions;
import dev.rolecall.token.VerifiedToken;
import java.util.Optional;

/** How a pod asks for its credentials. */
sealed interface Way {
  /** The service that a role's trust policy must admit. */
  String service();

  /** What session names begin with. */
  String word();

  /** By its token, which stands for it where the role does not admit the service. */
  record Token(VerifiedToken token) implements Way {
    @Override
    public String service() {
      return "pods.eks.amazonaws.com";
    }

    @Override
    public String word() {
      return "eks";
    }
  }

  /** Without a token: the agent of its node vouches for the pod of a connection. */
  enum Attested implements Way {
    IMDS("imds", "pods.eks.amazonaws.com") {
      @Override
      boolean isOpen(PodPermissions permissions) {
        return permissions.imds();
      }
    },
    ECS("ecs", "ecs-tasks.amazonaws.com") {
      @Override
      boolean isOpen(PodPermissions permissions) {
        return permissions.ecs();
      }
    };

    private final String text;
    private final String service;

    Attested(String text, String service) {
      this.text = text;
      this.service = service;
    }

    /** The way that a request calls so. */
    static Optional<Attested> named(String word) {
      for (Attested way : values()) {
        if (way.text.equals(word)) {
          return Optional.of(way);
        }
      }
      return Optional.empty();
    }

    abstract boolean isOpen(PodPermissions permissions);

    @Override
    public String service() {
      return service;
    }

    @Override
    public String word() {
      return text;
    }
  }
}
