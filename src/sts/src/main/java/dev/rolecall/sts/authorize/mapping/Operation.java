package dev.rolecall.sts.authorize.mapping;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.RequestContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request would do to one resource.
 *
 * @param action {@code s3:GetObject}
 * @param resourcePolicy of the resource; null where it has none
 * @param context condition keys and their values
 */
public record Operation(
    String action,
    String resource,
    AccountId resourceAccount,
    @Nullable PolicyDocument resourcePolicy,
    Map<String, RequestContext.Entry> context) {
  public static final int LONGEST_RESOURCE = 2048;
  private static final int LONGEST_ACTION = 256;
  private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /**
   * @throws IllegalArgumentException where the resource's ARN names an account, and that is not the
   *     resource's: layers of accounts are chosen by it
   */
  public Operation {
    Optional<String> named =
        Arn.parse(resource).map(Arn::account).filter(id -> ACCOUNT.matcher(id).matches());
    if (named.isPresent() && !named.get().equals(resourceAccount.value())) {
      throw new IllegalArgumentException(
          "is of account %s, but resourceAccount is %s; give the account that owns the resource"
              .formatted(named.get(), resourceAccount));
    }
    context = Map.copyOf(context);
  }

  /** The same with more condition keys. */
  public Operation with(Map<String, RequestContext.Entry> more) {
    Map<String, RequestContext.Entry> all = new LinkedHashMap<>(context);
    all.putAll(more);
    return new Operation(action, resource, resourceAccount, resourcePolicy, all);
  }

  /** Whether it is a service and a name, of 256 characters at most. */
  public static boolean isAction(String text) {
    return text.length() <= LONGEST_ACTION && ACTION.matcher(text).matches();
  }
}
