package dev.rolecall.sts.authorize.mapping.s3;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.pattern.Glob;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import dev.rolecall.sts.authorize.fields.ResourcePolicyReader;
import dev.rolecall.sts.authorize.mapping.PathRules;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the mapping of S3 from configuration. */
public final class S3MappingReader {
  private static final String BUCKET = "{bucket}";
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

  private final JsonFields fields;
  private final PolicyQuotas quotas;

  private S3MappingReader(JsonFields fields, PolicyQuotas quotas) {
    this.fields = fields;
    this.quotas = quotas;
  }

  /**
   * @param name of the object in {@code proxy}
   * @throws FieldException where it is not as it must be
   */
  public static RequestMapping read(
      JsonFields proxy, String name, PathRules paths, PolicyQuotas quotas) throws FieldException {
    JsonFields fields =
        JsonFields.of(
            proxy.require(name), proxy.path(name), Set.of("hosts", "bucketHosts", "buckets"));
    S3MappingReader reader = new S3MappingReader(fields, quotas);
    return new S3Mapping(reader.hosts(paths), reader.buckets());
  }

  private S3Hosts hosts(PathRules paths) throws FieldException {
    List<String> pathStyle = fields.optionalTexts("hosts");
    for (String host : pathStyle) {
      requireHost("hosts", host);
    }
    List<String> suffixes = new ArrayList<>();
    for (String host : fields.optionalTexts("bucketHosts")) {
      if (!host.startsWith(BUCKET + ".")) {
        throw fields.problem(
            "bucketHosts", "has '" + host + "'; write {bucket}. and the host after it");
      }
      requireHost("bucketHosts", host.substring(BUCKET.length() + 1));
      suffixes.add(host.substring(BUCKET.length()));
    }
    if (pathStyle.isEmpty() && suffixes.isEmpty()) {
      throw fields.problem(
          "hosts", "is missing; name the hosts that clients use, else nobody gets through");
    }
    requireApart(pathStyle, suffixes);
    return new S3Hosts(Set.copyOf(pathStyle), suffixes, paths);
  }

  /** Else one host could be read in two ways. */
  private void requireApart(List<String> pathStyle, List<String> suffixes) throws FieldException {
    for (String suffix : suffixes) {
      for (String host : Stream.concat(pathStyle.stream(), suffixes.stream()).toList()) {
        if (!host.equals(suffix) && host.endsWith(suffix)) {
          throw fields.problem(
              "bucketHosts", "has '%s%s', which '%s' fits too".formatted(BUCKET, suffix, host));
        }
      }
    }
  }

  private void requireHost(String name, String host) throws FieldException {
    if (!HOST.matcher(host).matches()) {
      throw fields.problem(
          name,
          "has '" + host + "'; write a host in lower case, with its port where clients send one");
    }
  }

  private Buckets buckets() throws FieldException {
    List<Buckets.Entry> entries = new ArrayList<>();
    for (JsonValue element : fields.list("buckets")) {
      JsonFields bucket =
          JsonFields.of(
              element,
              fields.element("buckets", entries.size()),
              Set.of("name", "account", "policy"));
      PolicyDocument policy = ResourcePolicyReader.read(bucket, "policy", quotas);
      entries.add(new Buckets.Entry(Glob.of(bucket.text("name")), account(bucket), policy));
    }
    if (entries.isEmpty()) {
      throw fields.problem("buckets", "is empty; say whose buckets there are");
    }
    return new Buckets(entries);
  }

  private static AccountId account(JsonFields bucket) throws FieldException {
    try {
      return new AccountId(bucket.text("account"));
    } catch (IllegalArgumentException e) {
      throw bucket.problem("account", "must be an account id of 12 digits, quoted");
    }
  }
}
