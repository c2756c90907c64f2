package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.RequestBody;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.authorize.asking.ProxySettings;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpCall;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked for a proxy's client. */
final class ProxyQuestion {
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** They have no body that means anything (RFC 9110, section 9.3.1). */
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  private ProxyQuestion() {}

  /** What the client signed. */
  static SignedRequest signed(OriginalRequest original, ProxySettings settings) {
    return new SignedRequest(
        original.method(),
        original.path(),
        original.query(),
        original.headers(),
        new RequestBody.Elsewhere(forms(original, settings)));
  }

  /**
   * What the client's request would do.
   *
   * @param address the client's, where the proxy says it
   * @throws UnmappedException where it cannot be told for certain
   */
  static List<Operation> operations(
      OriginalRequest original, Optional<String> address, ProxySettings settings)
      throws UnmappedException {
    Map<String, RequestContext.Entry> context = context(address, settings);
    return settings.mapping().map(original.requirePlain()).stream()
        .map(operation -> operation.with(context))
        .toList();
  }

  /**
   * The address of the client.
   *
   * @param call of the proxy
   * @throws UnmappedException where the proxy did not say it as it is set to
   */
  static Optional<String> address(HttpCall call, ProxySettings settings) throws UnmappedException {
    if (settings.sourceIpHeader().isEmpty()) {
      return Optional.empty();
    }
    String address = OriginalHeaders.require(call, settings.sourceIpHeader().get());
    if (!ADDRESS.matcher(address).matches()) {
      throw new UnmappedException("the proxy did not say who connected to it");
    }
    return Optional.of(address);
  }

  private static Set<PayloadForm> forms(OriginalRequest original, ProxySettings settings) {
    Set<PayloadForm> forms = EnumSet.of(PayloadForm.HASHED);
    forms.addAll(settings.payload());
    if (BODILESS.contains(original.method())) {
      forms.add(PayloadForm.UNSIGNED);
    }
    return forms;
  }

  private static Map<String, RequestContext.Entry> context(
      Optional<String> address, ProxySettings settings) {
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>();
    address.ifPresent(text -> context.put("aws:SourceIp", single(text)));
    settings
        .secureTransport()
        .ifPresent(secure -> context.put("aws:SecureTransport", single(secure.toString())));
    return context;
  }

  private static RequestContext.Entry single(String value) {
    return new RequestContext.Entry(List.of(value), false);
  }
}
