package dev.rolecall.sts.authorize.mapping;

import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.asking.AskingServicesReader;
import dev.rolecall.sts.authorize.fields.FieldException;
import java.util.ArrayList;
import java.util.List;

/** Mappings as configuration has them. */
public final class Mappings {
  private Mappings() {}

  /**
   * @param proxy the members of {@code proxy}, as YAML flow
   */
  public static RequestMapping read(String proxy) throws FieldException {
    return AskingServicesReader.read(
            """
            services:
              - name: store
                certificates: ["dns:store"]
                may:
                  - {actions: ["*"], resources: ["*"], accounts: ["*"]}
                proxy: {signature: {service: s3}, %s}
            """
                .formatted(proxy),
            PolicyQuotas.AWS_DEFAULTS)
        .all()
        .getFirst()
        .proxy()
        .orElseThrow()
        .mapping();
  }

  /**
   * @param line {@code GET /path?query}
   * @param headers names and values in turn
   */
  public static OriginalRequest request(String line, String host, String... headers) {
    String[] parts = line.split(" ", 2);
    String[] target = parts[1].split("\\?", 2);
    List<Header> lines = new ArrayList<>(List.of(new Header("Host", host)));
    for (int i = 0; i < headers.length; i += 2) {
      lines.add(new Header(headers[i], headers[i + 1]));
    }
    return new OriginalRequest(parts[0], target[0], target.length == 1 ? "" : target[1], lines);
  }

  /** {@code action resource account} of each operation. */
  public static List<String> lines(List<Operation> operations) {
    return operations.stream()
        .map(operation ->
            operation.action() + " " + operation.resource() + " " + operation.resourceAccount())
        .toList();
  }
}
