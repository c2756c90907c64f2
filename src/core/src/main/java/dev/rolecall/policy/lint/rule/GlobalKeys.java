package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.ARN;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.BOOL;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.DATE;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.EPOCH;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.IP;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.NUMBER;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.STRING;
import static dev.rolecall.policy.lint.rule.GlobalKeys.Kind.STRINGS;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The condition keys of all services (IAM User Guide, "AWS global condition context keys"). */
public final class GlobalKeys {
  private static final String PREFIX = "aws:";

  /** Keys that end in a tag's key. */
  private static final List<String> TAGS =
      List.of("aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/");

  private static final Map<String, Kind> KINDS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    put(ARN, "aws:ChatbotSourceArn aws:PrincipalArn aws:SourceArn aws:SourceVpcArn");
    put(BOOL, "aws:AssumedRoot aws:MultiFactorAuthPresent aws:PrincipalIsAWSService");
    put(BOOL, "aws:SecureTransport aws:ViaAWSMCPService aws:ViaAWSService");
    put(DATE, "aws:CurrentTime aws:TokenIssueTime");
    put(EPOCH, "aws:EpochTime");
    put(IP, "aws:Ec2InstanceSourcePrivateIPv4 aws:SourceIp aws:VpcSourceIp");
    put(NUMBER, "aws:MultiFactorAuthAge");
    put(
        STRING,
        "aws:CalledViaAWSMCP aws:CalledViaFirst aws:CalledViaLast aws:Ec2InstanceSourceVpc");
    put(STRING, "aws:FederatedProvider aws:PrincipalAccount aws:PrincipalOrgID");
    put(STRING, "aws:PrincipalServiceName aws:PrincipalType aws:Referer aws:RequestedRegion");
    put(STRING, "aws:ResourceAccount aws:ResourceOrgID aws:SourceAccount aws:SourceIdentity");
    put(STRING, "aws:SourceOrgID aws:SourceVpc aws:SourceVpce aws:UserAgent aws:userid");
    put(STRING, "aws:username aws:VpceAccount aws:VpceOrgID aws:SourceOwner aws:ARN");
    put(STRINGS, "aws:CalledVia aws:PrincipalOrgPaths aws:PrincipalServiceNamesList");
    put(STRINGS, "aws:ResourceOrgPaths aws:SourceOrgPaths aws:TagKeys aws:VpceOrgPaths");
  }

  /** What a key's value is. */
  enum Kind {
    /** Or text. */
    ARN("Arn", "String"),
    BOOL("Bool"),
    DATE("Date"),
    /** Seconds since 1970. */
    EPOCH("Date", "Numeric"),
    IP("IpAddress"),
    NUMBER("Numeric"),
    STRING("String"),
    /** Several texts. */
    STRINGS("String"),
    /** A tag's value: text that may be a number or anything else. */
    TAG("String", "Numeric", "Date", "Bool", "Arn", "Binary", "IpAddress");

    private final List<String> operators;

    Kind(String... operators) {
      this.operators = List.of(operators);
    }

    /** The families of operators that compare it; the first is the usual one. */
    List<String> operators() {
      return operators;
    }
  }

  private GlobalKeys() {}

  private static void put(Kind kind, String keys) {
    for (String key : keys.split(" ")) {
      KINDS.put(key, kind);
    }
  }

  /** Whether it is written as a key of all services, known or not. */
  static boolean isGlobal(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** What the key's value is; empty where there is no such key. */
  static Optional<Kind> kind(String key) {
    boolean tag =
        TAGS.stream()
            .anyMatch(prefix ->
                key.regionMatches(true, 0, prefix, 0, prefix.length())
                    && key.length() > prefix.length());
    return tag ? Optional.of(Kind.TAG) : Optional.ofNullable(KINDS.get(key));
  }

  /** Those that are no tags'. */
  static Set<String> names() {
    return KINDS.keySet();
  }

  /** Whether a request has several values of the key. */
  static boolean isMultivalued(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return kind(key).equals(Optional.of(STRINGS))
        || lower.equals("sts:transitivetagkeys")
        || lower.endsWith(":amr")
        || lower.endsWith(":oaud");
  }

  /** Whether a request has at most one value of the key. */
  public static boolean isSingleValued(String key) {
    return kind(key).filter(kind -> kind != STRINGS).isPresent()
        || key.toLowerCase(Locale.ROOT).endsWith(":sub");
  }
}
