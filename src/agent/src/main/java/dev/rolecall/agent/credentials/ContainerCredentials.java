package dev.rolecall.agent.credentials;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.session.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Temporary credentials as the SDKs' container providers read them: {@code AccessKeyId}, {@code
 * SecretAccessKey}, {@code Token}, {@code AccountId} and {@code Expiration} (RFC 3339, always
 * {@code Z}), as EKS Pod Identity's agent writes them. EKS Auth names no role ARN, so neither does
 * this.
 */
public final class ContainerCredentials {
  private final Credentials credentials;
  private final AccountId account;
  private final Optional<RoleArn> role;
  private final Optional<String> shape;
  private final byte[] json;

  /** What another wire's form was last, for those who write it. */
  private Written written = new Written(any -> "", new byte[0]);

  /** A wire's way to write credentials. */
  @FunctionalInterface
  public interface Form {
    String write(ContainerCredentials credentials);
  }

  private record Written(Form form, byte[] text) {}

  /**
   * @param role whose they are, where sts said so: it does to an agent that vouches for a pod
   */
  public ContainerCredentials(Credentials credentials, AccountId account, Optional<RoleArn> role) {
    this(credentials, account, role, Optional.empty());
  }

  /**
   * @param shape of the pod that sts knew when it gave them: another state of it has others
   */
  public ContainerCredentials(
      Credentials credentials, AccountId account, Optional<RoleArn> role, Optional<String> shape) {
    this.credentials = credentials;
    this.account = account;
    this.role = role;
    this.shape = shape;
    Map<String, String> members = new LinkedHashMap<>();
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().reveal());
    members.put("Token", credentials.sessionToken().reveal());
    members.put("AccountId", account.value());
    members.put("Expiration", credentials.expiration().toString());
    this.json = Json.write(members).getBytes(StandardCharsets.UTF_8);
  }

  Optional<String> shape() {
    return shape;
  }

  /** When they stop working. */
  public Instant expiration() {
    return credentials.expiration();
  }

  /** The keys themselves, for another wire's form. */
  public Credentials credentials() {
    return credentials;
  }

  public AccountId account() {
    return account;
  }

  public Optional<RoleArn> role() {
    return role;
  }

  /**
   * The JSON text, UTF-8: for the wire only.
   *
   * @param wrap makes something of the very bytes, and must not write to them
   */
  public <T> T jsonAs(Function<byte[], T> wrap) {
    return wrap.apply(json);
  }

  /**
   * The text in another wire's form, UTF-8: for the wire only. It is written once as long as the
   * same form is asked for, since entries of caches belong to one wire each. For one event loop.
   *
   * @param wrap makes something of the very bytes, and must not write to them
   */
  public <T> T writtenAs(Form form, Function<byte[], T> wrap) {
    if (written.form() != form) {
      written = new Written(form, form.write(this).getBytes(StandardCharsets.UTF_8));
    }
    return wrap.apply(written.text());
  }

  @Override
  public String toString() {
    return credentials.accessKeyId() + " until " + credentials.expiration();
  }
}
