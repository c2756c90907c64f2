package dev.rolecall.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the operator: system properties, or environment variables ({@code
 * ROLECALL_WEBHOOK_AGENT_IMAGE}).
 */
@ConfigMapping(prefix = "rolecall")
public interface OperatorConfig {
  /** The namespace of the operator and of its Secrets. */
  @WithDefault("rolecall-system")
  String systemNamespace();

  /** The region that workloads get as {@code AWS_REGION}. */
  @WithDefault("us-east-1")
  String region();

  Cluster cluster();

  Webhook webhook();

  Injection injection();

  ContainerCredentials containerCredentials();

  WebIdentity webIdentity();

  Tls tls();

  SessionKeys sessionKeys();

  IdentityTokens identityTokens();

  Quotas quotas();

  NodeTaint nodeTaint();

  LastUsed lastUsed();

  /** This cluster. */
  interface Cluster {
    /** Its name in session names, tags and ARNs. */
    @WithDefault("rolecall")
    String name();

    /** The issuer of its tokens; the API server is asked where it is not set. */
    Optional<String> issuer();
  }

  /** Tokens that sts gives to sessions for others. */
  interface IdentityTokens {
    /** Their issuer as sts has it, which no OIDCProvider may declare. */
    Optional<String> issuer();
  }

  /** Admission. */
  interface Webhook {
    /** The port of the HTTPS server; 0 takes any. */
    @WithDefault("9443")
    int port();

    /**
     * Whether pods are left as they are, and warnings and the log say what would become of them.
     */
    @WithDefault("false")
    boolean observe();

    /** How a pod that does not say so gets credentials: node, sidecar, web-identity or ecs. */
    @WithDefault("node")
    String defaultMode();

    /** By which address pods find their node's agent: ipv4, or ipv6 where they have no IPv4. */
    @WithDefault("ipv4")
    String nodeEndpoint();

    /** How long projected tokens live: 10 minutes to 1 day. */
    @WithDefault("1h")
    Duration tokenLifetime();

    /** Where sidecars find sts; the Service of sts in the operator's namespace where not set. */
    Optional<String> stsUrl();

    /** The sidecar's image. */
    String agentImage();

    /** The sidecar's command; the image's own where not set. */
    Optional<List<String>> agentCommand();

    /**
     * A command in the sidecar that succeeds while the agent is ready, for its probes. Where not
     * set, the agent's command with {@code --health}; no probes where that is not set either.
     */
    Optional<List<String>> agentHealthCommand();

    /** The sidecar's CPU request, as the API server writes it: {@code 10m}. */
    @WithDefault("10m")
    String agentCpu();

    /** The sidecar's CPU limit; none where not set. */
    Optional<String> agentCpuLimit();

    /** The sidecar's memory, request and limit, as the API server writes it: {@code 192Mi}. */
    @WithDefault("192Mi")
    String agentMemory();

    /**
     * Whether sidecars are restartable init containers; where not set, they are on API servers of
     * version 1.29 and later.
     */
    Optional<Boolean> nativeSidecars();
  }

  /** What pods are given besides. */
  interface Injection {
    /** The prefix of the annotations that the EKS webhook reads. */
    @WithDefault("eks.amazonaws.com")
    String annotationPrefix();

    /** Whether pods get {@code AWS_STS_REGIONAL_ENDPOINTS}, where no annotation says. */
    @WithDefault("true")
    boolean stsRegionalEndpoints();
  }

  /** The token of container credentials. */
  interface ContainerCredentials {
    /** As sts has them; tokens are made for the first. */
    @WithDefault("pods.eks.amazonaws.com")
    List<String> audiences();

    /** The volume in the pod. */
    @WithDefault("eks-pod-identity-token")
    String volumeName();

    /** Where containers have it. */
    @WithDefault("/var/run/secrets/pods.eks.amazonaws.com/serviceaccount")
    String mountPath();

    /** The token's name in that folder. */
    @WithDefault("eks-pod-identity-token")
    String tokenFile();
  }

  /** The token of web identity. */
  interface WebIdentity {
    /**
     * As sts has them; tokens are made for the first, unless the service account asks for another.
     */
    @WithDefault("sts.amazonaws.com")
    List<String> audiences();

    /** The volume in the pod. */
    @WithDefault("aws-iam-token")
    String volumeName();

    /** Where containers have it. */
    @WithDefault("/var/run/secrets/eks.amazonaws.com/serviceaccount")
    String mountPath();

    /** The token's name in that folder. */
    @WithDefault("token")
    String tokenFile();
  }

  /** Certificates. */
  interface Tls {
    /** DNS names and IP addresses of the webhooks' server, besides those of its Service. */
    Optional<List<String>> webhookNames();

    /** DNS names and IP addresses of sts, besides those of its Service. */
    Optional<List<String>> stsNames();
  }

  /** The master keys of sessions. */
  interface SessionKeys {
    /** How often a new one is made: a day at least. */
    @WithDefault("30d")
    Duration rotation();
  }

  /** The taint {@code rolecall.dev/guard-not-ready} of nodes whose guard does not stand. */
  interface NodeTaint {
    /** Whether nodes are tainted. */
    @WithDefault("false")
    boolean enabled();

    /** Labels of nodes that can run the agent, {@code key=value} each; others are left alone. */
    @WithDefault("kubernetes.io/os=linux")
    List<String> nodes();

    /** How long a node whose agent was ready may be without a ready one: 10 seconds at least. */
    @WithDefault("2m")
    Duration grace();
  }

  /** When roles were used last, in their status. */
  interface LastUsed {
    /** The operator's own token for sts, which is read anew each time; without one nobody asks. */
    Optional<Path> tokenFile();

    /** How often sts is asked: a second at least. */
    @WithDefault("5m")
    Duration interval();

    /** By how much a status may be behind. */
    @WithDefault("1h")
    Duration granularity();

    /** How many statuses are written a second, at most: 1 to 1000. */
    @WithDefault("5")
    int writesPerSecond();
  }

  /** How long policies may be, in characters without white space; AWS's quotas. */
  interface Quotas {
    /** A managed policy, also one that is a permissions boundary. */
    @WithDefault("6144")
    int managedPolicy();

    /** All inline policies of one role together. */
    @WithDefault("10240")
    int inlinePolicies();

    /** A trust policy; AWS raises it to 4,096 or 8,192 where asked. */
    @WithDefault("2048")
    int trustPolicy();

    /** A session policy, which is part of a session's token. */
    @WithDefault("2048")
    int sessionPolicy();

    @WithDefault("5120")
    int serviceControlPolicy();

    @WithDefault("5120")
    int resourceControlPolicy();

    /** The policy of a service's resource. */
    @WithDefault("20480")
    int resourcePolicy();
  }
}
