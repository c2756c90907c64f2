package dev.rolecall.sts;

import dev.rolecall.sts.audit.RotatingFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How sts is configured; each property has an environment variable, as {@code ROLECALL_REGION}. */
@ConfigMapping(prefix = "rolecall")
public interface StsConfig {
  Embedded embedded();

  /** The region in ARNs. */
  @WithDefault("us-east-1")
  String region();

  Cluster cluster();

  SessionKeys sessionKeys();

  SessionCache sessionCache();

  TokenCache tokenCache();

  Agents agents();

  Operator operator();

  Authorize authorize();

  WebIdentity webIdentity();

  ContainerCredentials containerCredentials();

  Injection injection();

  Oidc oidc();

  IdentityTokens identityTokens();

  Quotas quotas();

  Limits limits();

  Audit audit();

  Log log();

  /** The embedded default, without a cluster. */
  interface Embedded {
    /** Folders of manifests; set, sts runs without a cluster. */
    Optional<List<Path>> manifests();

    /** The state folder, with {@code rolecall.embedded.manifests}. */
    Optional<Path> state();
  }

  /** The cluster whose pods get credentials. */
  interface Cluster {
    /** The cluster's name in paths, session names, tags and ARNs. */
    @WithDefault("rolecall")
    String name();

    /** The issuer of the cluster's tokens; where not set, asked of the API server. */
    Optional<String> issuer();
  }

  /** The master keys of sessions. */
  interface SessionKeys {
    /**
     * The JWK set of the session keys, read again within a second or two of a change; required on a
     * cluster.
     */
    Optional<Path> file();
  }

  /** Sessions that were opened, kept for when they come back. */
  interface SessionCache {
    /**
     * How many opened sessions are kept with their signing keys, from the second time on that they
     * come; 0 keeps none.
     */
    @WithDefault("10000")
    int entries();

    /** How much memory they may take, in mebibytes; never more than a sixteenth of the heap. */
    @WithDefault("64")
    int mebibytes();
  }

  /** Tokens whose signatures were verified, kept for when they come back. */
  interface TokenCache {
    /**
     * How many tokens are kept whose signatures were verified, from the second time on that they
     * come; 0 keeps none.
     */
    @WithDefault("4096")
    int entries();

    /** How much memory they may take, in mebibytes; never more than a 32nd of the heap. */
    @WithDefault("32")
    int mebibytes();
  }

  /** Who asks for the credentials of pods. */
  interface Agents {
    /**
     * The agent that may ask for every pod of its own node; any other asks for the pod it runs in.
     * Its namespace is Rolecall's own, which belongs to no Account.
     */
    @WithDefault("rolecall-system/rolecall-agent")
    String serviceAccount();
  }

  /** Who asks when roles were used. */
  interface Operator {
    /** Whose pods may ask <a href="docs/last-used.md">which roles are in use</a>. */
    @WithDefault("rolecall-system/rolecall-operator")
    String serviceAccount();
  }

  /** Who asks for decisions. */
  interface Authorize {
    /**
     * The YAML file of the services that may ask <a href="docs/authorize.md#who-may-ask">{@code
     * /authorize}</a>, and about what; where not set, nobody.
     */
    Optional<Path> file();
  }

  /** AssumeRoleWithWebIdentity. */
  interface WebIdentity {
    /** Whether tokens of the cluster that are bound to no pod are good for web identity. */
    @WithDefault("false")
    boolean unboundTokens();

    /** Audiences of the cluster's tokens for web identity, with commas between them. */
    @WithDefault("sts.amazonaws.com")
    List<String> audiences();
  }

  /** Container credentials. */
  interface ContainerCredentials {
    /**
     * Audiences of pods' tokens for container credentials. No audience is good on two ways, and
     * none may be the API server's.
     */
    @WithDefault("pods.eks.amazonaws.com")
    List<String> audiences();
  }

  /** What the operator goes by where it injects pods. */
  interface Injection {
    /** The prefix of the annotations that the EKS webhook reads. */
    @WithDefault("eks.amazonaws.com")
    String annotationPrefix();
  }

  /** Tokens that sessions get for others (GetWebIdentityToken). */
  interface IdentityTokens {
    /**
     * The URL of sts as an issuer of <a href="docs/sts.md#tokens-for-others">identity tokens</a>,
     * {@code https://} and without a slash at its end; without it there are no such tokens.
     */
    Optional<String> issuer();

    /**
     * The JWK set of private keys that sign them, read again when it changes; the operator keeps it
     * in the Secret of the session keys; required with the issuer on a cluster.
     */
    Optional<Path> keysFile();
  }

  /** Where issuers' keys are fetched. */
  interface Oidc {
    /**
     * Networks (CIDR) besides the public ones where issuers' keys may be fetched; where not set,
     * public ones.
     */
    Optional<List<String>> allowedAddresses();
  }

  /** What is said besides audit events. */
  interface Log {
    /**
     * Lines of <a href="docs/logs.md">the log</a>: {@code text} for people, or {@code json}, which
     * the profile {@code kubernetes} has.
     */
    @WithDefault("text")
    LogFormat format();

    /**
     * A file of loggers' levels, which is <a href="docs/logs.md#changing-levels">looked at again
     * and again</a>.
     */
    Optional<Path> levelsFile();
  }

  /** Where audit events go. */
  interface Audit {
    /** A file in place of standard output. */
    Optional<Path> file();

    /** Its size in bytes, beyond which it is put aside and begun again. */
    @WithDefault("100000000")
    long fileSize();

    /** How many files are kept besides the one that is written to. */
    @WithDefault("10")
    int files();

    /** What the file's events outlive: the {@code process}, or the {@code machine}. */
    @WithDefault("process")
    RotatingFile.Durability durability();
  }

  /** How long policies may be, in characters without white space; AWS's quotas. */
  interface Quotas {
    /** Length of a managed policy, also one that is a permissions boundary. */
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

  /** How often somebody may ask, in calls a second and calls at once. */
  interface Limits {
    /**
     * Calls a second of one address in which nobody proved who he is; beyond them it is heard only
     * with a token that proved itself before.
     */
    @WithDefault("50")
    int sourceFailuresPerSecond();

    /** How many of these at once, after a pause. */
    @WithDefault("500")
    int sourceFailuresBurst();

    /**
     * Calls a second of one pod, or of all outside of the cluster whom the roles of one account let
     * in.
     */
    @WithDefault("100")
    int podCallsPerSecond();

    /** How many of these at once, after a pause. */
    @WithDefault("1000")
    int podCallsBurst();

    /**
     * Calls a second of all pods of one account's namespaces, and of all outside of the cluster
     * whom its roles let in.
     */
    @WithDefault("1000")
    int accountCallsPerSecond();

    /** How many of these at once, after a pause. */
    @WithDefault("10000")
    int accountCallsBurst();

    /** Calls a second of the agent of one node, or of one service that asks {@code /authorize}. */
    @WithDefault("5000")
    int intermediaryCallsPerSecond();

    /** How many of these at once, after a pause. */
    @WithDefault("10000")
    int intermediaryCallsBurst();

    /**
     * Agents of nodes that one replica tells of their nodes at a time; more are asked to try again,
     * perhaps at another.
     */
    @WithDefault("2048")
    int agentStreams();

    /**
     * Connections at a time at one port; where there is no room left, who has the most loses one to
     * whoever has fewer.
     */
    @WithDefault("4096")
    int connections();

    /** Connections at a time of one address at one port. */
    @WithDefault("512")
    int connectionsPerSource();

    /**
     * Connections a second that are accepted of one address; a TLS handshake costs as much as a
     * call.
     */
    @WithDefault("200")
    int newConnectionsPerSecond();

    /** How many of these at once, after a pause. */
    @WithDefault("2000")
    int newConnectionsBurst();

    /**
     * From a request's first byte to the end of its head, and for a handshake; a body has 5
     * seconds.
     */
    @WithDefault("10")
    int requestHeadSeconds();

    /**
     * How many bits of an IPv6 address tell senders apart; {@code 128} where pods of several nodes
     * share a network of 64 bits and cannot choose their addresses.
     */
    @WithDefault("64")
    int sourceIpv6Prefix();
  }
}
