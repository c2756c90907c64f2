package dev.rolecall.operator;

import dev.rolecall.operator.tls.CertificateMaker;
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
  /** Where the operator and its Secrets are; it belongs to no Account. */
  @WithDefault("rolecall-system")
  String systemNamespace();

  /** What workloads get as {@code AWS_REGION}. */
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

  Tasks tasks();

  Log log();

  /** The log. */
  interface Log {
    /**
     * A file of loggers' levels, which is <a href="docs/logs.md#changing-levels">looked at again
     * and again</a>.
     */
    Optional<Path> levelsFile();
  }

  /** This cluster. */
  interface Cluster {
    /** The cluster's name in session names, tags and ARNs. */
    @WithDefault("rolecall")
    String name();

    /** The issuer of the cluster's tokens; where not set, asked of the API server. */
    Optional<String> issuer();
  }

  /** Tokens that sts gives to sessions for others. */
  interface IdentityTokens {
    /** As of sts, and it should be the same: no {@code OIDCProvider} may declare it. */
    Optional<String> issuer();
  }

  /** Admission. */
  interface Webhook {
    /** The port of the webhooks. */
    @WithDefault("9443")
    int port();

    /**
     * As {@code operator.observe} of the chart: whether pods are left as they are, and <a
     * href="docs/admission.md#observe-only">warnings, the log and a metric</a> say what would
     * become of them.
     */
    @WithDefault("false")
    boolean observe();

    /**
     * How a pod without the annotation {@code rolecall.dev/mode} gets credentials: {@code node},
     * {@code sidecar}, {@code web-identity} or {@code ecs}.
     */
    @WithDefault("node")
    String defaultMode();

    /**
     * By which address pods find their node's agent: {@code ipv4} (169.254.170.23), or {@code ipv6}
     * (fd00:ec2::23) where they have no IPv4.
     */
    @WithDefault("ipv4")
    String nodeEndpoint();

    /** How long projected tokens live, 10 minutes to 1 day. */
    @WithDefault("1h")
    Duration tokenLifetime();

    /** Where sidecars find sts; where not set, the Service of sts. */
    Optional<String> stsUrl();

    /** The sidecar's image. */
    String agentImage();

    /** The sidecar's command; where not set, the image's own. */
    Optional<List<String>> agentCommand();

    /** A command in the sidecar that succeeds while the agent is ready; without it no probes. */
    Optional<List<String>> agentHealthCommand();

    /** The sidecar's CPU request. */
    @WithDefault("10m")
    String agentCpu();

    /** The sidecar's CPU limit, where a quota of the namespace asks for one. */
    Optional<String> agentCpuLimit();

    /** The sidecar's memory, request and limit. */
    @WithDefault("192Mi")
    String agentMemory();

    /**
     * Whether sidecars are restartable init containers; where not set, they are from Kubernetes
     * 1.29 on.
     */
    Optional<Boolean> nativeSidecars();
  }

  /** What pods are given besides. */
  interface Injection {
    /**
     * The prefix of the annotations that the <a href="docs/eks-webhook.md">EKS webhook</a> reads on
     * service accounts and pods.
     */
    @WithDefault("eks.amazonaws.com")
    String annotationPrefix();

    /**
     * Whether pods get {@code AWS_STS_REGIONAL_ENDPOINTS=regional}, where no service account says
     * otherwise.
     */
    @WithDefault("true")
    boolean stsRegionalEndpoints();
  }

  /** The token of container credentials. */
  interface ContainerCredentials {
    /** As sts has them; tokens are made for the first. */
    @WithDefault("pods.eks.amazonaws.com")
    List<String> audiences();

    /** The volume that pods get. */
    @WithDefault("eks-pod-identity-token")
    String volumeName();

    /** Where containers have the token for container credentials. */
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

    /** The volume that pods get. */
    @WithDefault("aws-iam-token")
    String volumeName();

    /** Where containers have the token for web identity. */
    @WithDefault("/var/run/secrets/eks.amazonaws.com/serviceaccount")
    String mountPath();

    /** The token's name in that folder. */
    @WithDefault("token")
    String tokenFile();
  }

  /** Certificates. */
  interface Tls {
    /**
     * Who makes the <a href="docs/certificates.md">serving certificates</a>: {@code operator} or
     * {@code cert-manager}.
     */
    @WithDefault("operator")
    CertificateMaker issuer();

    /** With {@code cert-manager}: PEM certificates to trust besides the Secret's {@code ca.crt}. */
    Optional<String> authorities();

    /** DNS names and IP addresses of the webhooks' server, besides those of its Service. */
    Optional<List<String>> webhookNames();

    /** DNS names and IP addresses of sts, besides those of its Service. */
    Optional<List<String>> stsNames();
  }

  /** The master keys of sessions. */
  interface SessionKeys {
    /** How often a new session key is made, and new keys of identity tokens, a day at least. */
    @WithDefault("30d")
    Duration rotation();
  }

  /** The taint {@code rolecall.dev/guard-not-ready} of nodes whose guard does not stand. */
  interface NodeTaint {
    /**
     * As {@code operator.nodeTaint.enabled} of the chart, which is {@code true}: whether nodes
     * whose guard does not stand have <a href="docs/install-agent.md#the-taint">the taint</a>
     * {@code rolecall.dev/guard-not-ready}.
     */
    @WithDefault("false")
    boolean enabled();

    /** Labels, {@code key=value} each, of nodes that can run the agent; others are left alone. */
    @WithDefault("kubernetes.io/os=linux")
    List<String> nodes();

    /**
     * How long a node whose agent was ready may be without a ready one before it is tainted, 10
     * seconds at least.
     */
    @WithDefault("2m")
    Duration grace();
  }

  /** When roles were used last, in their status. */
  interface LastUsed {
    /**
     * The operator's own token for sts, audience {@code operator.rolecall.dev}, by which it asks <a
     * href="docs/last-used.md">which roles are in use</a>; without it nobody asks.
     */
    Optional<Path> tokenFile();

    /** How often it asks, a second at least. */
    @WithDefault("5m")
    Duration interval();

    /** By how much the status of a role may be behind. */
    @WithDefault("1h")
    Duration granularity();

    /** How many statuses are written a second, at most. */
    @WithDefault("5")
    int writesPerSecond();
  }

  /** Tasks as on ECS. */
  interface Tasks {
    /** Whether Tasks are run, for which the operator makes pods. */
    @WithDefault("true")
    boolean enabled();
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

    /** A service control policy. */
    @WithDefault("5120")
    int serviceControlPolicy();

    /** A resource control policy. */
    @WithDefault("5120")
    int resourceControlPolicy();

    /** The policy of a service's resource. */
    @WithDefault("20480")
    int resourcePolicy();
  }
}
