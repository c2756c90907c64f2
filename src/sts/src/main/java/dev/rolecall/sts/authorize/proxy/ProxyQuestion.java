package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.RequestBody;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.authorize.Question;
import dev.rolecall.sts.authorize.asking.ProxySettings;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpCall;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked for a proxy's client. */
final class ProxyQuestion {
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** They have no body that means anything (RFC 9110, section 9.3.1). */
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  private ProxyQuestion() {}

  /**
   * @param call of the proxy
   * @throws UnmappedException where it cannot be told for certain what the request would do
   */
  static Question of(OriginalRequest original, HttpCall call, ProxySettings settings)
      throws UnmappedException {
    Map<String, RequestContext.Entry> context = context(call, settings);
    return new Question(
        new SignedRequest(
            original.method(),
            original.path(),
            original.query(),
            original.headers(),
            new RequestBody.Elsewhere(forms(original, settings))),
        settings.scope(),
        settings.mapping().map(original.requirePlain()).stream()
            .map(operation -> operation.with(context))
            .toList());
  }

  private static Set<PayloadForm> forms(OriginalRequest original, ProxySettings settings) {
    Set<PayloadForm> forms = EnumSet.of(PayloadForm.HASHED);
    forms.addAll(settings.payload());
    if (BODILESS.contains(original.method())) {
      forms.add(PayloadForm.UNSIGNED);
    }
    return forms;
  }

  private static Map<String, RequestContext.Entry> context(HttpCall call, ProxySettings settings)
      throws UnmappedException {
    Map<String, RequestContext.Entry> context = new LinkedHashMap<>();
    if (settings.sourceIpHeader().isPresent()) {
      String address = OriginalHeaders.require(call, settings.sourceIpHeader().get());
      if (!ADDRESS.matcher(address).matches()) {
        throw new UnmappedException("the proxy did not say who connected to it");
      }
      context.put("aws:SourceIp", new RequestContext.Entry(List.of(address), false));
    }
    settings
        .secureTransport()
        .ifPresent(secure ->
            context.put(
                "aws:SecureTransport",
                new RequestContext.Entry(List.of(secure.toString()), false)));
    return context;
  }
}
