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

  /** The region that ARNs have. */
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

  Oidc oidc();

  IdentityTokens identityTokens();

  Quotas quotas();

  Limits limits();

  Audit audit();

  /** The embedded default, without a cluster. */
  interface Embedded {
    /** Folders of manifests. Their presence selects the embedded default. */
    Optional<List<Path>> manifests();

    /** The folder with {@code issuer.json} and {@code session-keys.json}. */
    Optional<Path> state();
  }

  /** The cluster whose pods get credentials. */
  interface Cluster {
    /** Its name in paths, session names, tags and ARNs. */
    @WithDefault("rolecall")
    String name();

    /** The issuer of its tokens, where it is not to be asked of the API server. */
    Optional<String> issuer();
  }

  /** The master keys of sessions. */
  interface SessionKeys {
    /** A JWK set; read again when it changes. */
    Optional<Path> file();
  }

  /** Sessions that were opened, kept for when they come back. */
  interface SessionCache {
    /** How many are kept at most; 0 keeps none. */
    @WithDefault("10000")
    int entries();

    /** How much memory they may take, in mebibytes. */
    @WithDefault("64")
    int mebibytes();
  }

  /** Tokens whose signatures were verified, kept for when they come back. */
  interface TokenCache {
    /** How many are kept at most; 0 keeps none. */
    @WithDefault("4096")
    int entries();

    /** How much memory they may take, in mebibytes. */
    @WithDefault("32")
    int mebibytes();
  }

  /** Who asks for the credentials of pods. */
  interface Agents {
    /** {@code namespace/name} of the agent that may ask for every pod of its node. */
    @WithDefault("rolecall-system/rolecall-agent")
    String serviceAccount();
  }

  /** Who asks when roles were used. */
  interface Operator {
    /** {@code namespace/name} that the operator's pods run as. */
    @WithDefault("rolecall-system/rolecall-operator")
    String serviceAccount();
  }

  /** Who asks for decisions. */
  interface Authorize {
    /** The file that says who may, and about what; without it nobody. */
    Optional<Path> file();
  }

  /** AssumeRoleWithWebIdentity. */
  interface WebIdentity {
    /** Whether a token of the cluster's issuer that is bound to no pod is good. */
    @WithDefault("false")
    boolean unboundTokens();

    /** Audiences of the cluster's tokens for it. */
    @WithDefault("sts.amazonaws.com")
    List<String> audiences();
  }

  /** Container credentials. */
  interface ContainerCredentials {
    /** Audiences of pods' tokens for them. */
    @WithDefault("pods.eks.amazonaws.com")
    List<String> audiences();
  }

  /** Tokens that sessions get for others (GetWebIdentityToken). */
  interface IdentityTokens {
    /** The URL of sts as an issuer; without one there are no such tokens. */
    Optional<String> issuer();

    /** A JWK set of private keys; read again when it changes. */
    Optional<Path> keysFile();
  }

  /** Where issuers' keys are fetched. */
  interface Oidc {
    /** Ranges of addresses (CIDR) besides the public ones. */
    Optional<List<String>> allowedAddresses();
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

  /** How often somebody may ask, in calls a second and calls at once. */
  interface Limits {
    /** Calls of one address in which nobody proved who he is. */
    @WithDefault("50")
    int sourceFailuresPerSecond();

    @WithDefault("500")
    int sourceFailuresBurst();

    /** Calls of one pod, or of all whom the issuers of one account let in. */
    @WithDefault("100")
    int podCallsPerSecond();

    @WithDefault("1000")
    int podCallsBurst();

    /** Calls of one agent, or of one service that asks for decisions. */
    @WithDefault("5000")
    int intermediaryCallsPerSecond();

    @WithDefault("10000")
    int intermediaryCallsBurst();

    /** Agents of nodes that are told of their nodes at a time. */
    @WithDefault("2048")
    int agentStreams();

    /** Open at a time at one port. */
    @WithDefault("4096")
    int connections();

    /** Open at a time of one address at one port. */
    @WithDefault("512")
    int connectionsPerSource();

    /** Accepted of one address. */
    @WithDefault("200")
    int newConnectionsPerSecond();

    @WithDefault("2000")
    int newConnectionsBurst();

    /** From a request's first byte to the end of its head, and for a handshake. */
    @WithDefault("10")
    int requestHeadSeconds();

    /** How many bits of an IPv6 address tell senders apart. */
    @WithDefault("64")
    int sourceIpv6Prefix();
  }
}
