package dev.rolecall.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The prefix of the annotations that the EKS webhook reads, as a cluster has set it. Operator and
 * sts have the same: what names a pod's role when it is injected names it when the pod asks.
 *
 * @param value {@code eks.amazonaws.com}
 */
public record EksPrefix(String value) {
  private static final Pattern DNS_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final String ROLE_ARN = "role-arn";

  public static final EksPrefix DEFAULT = new EksPrefix("eks.amazonaws.com");

  /**
   * @throws IllegalArgumentException where it is no DNS name
   */
  public EksPrefix {
    if (!DNS_NAME.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is no DNS name");
    }
  }

  /** Whether an annotation has it. */
  public boolean isOf(String annotation) {
    return annotation.startsWith(value + "/");
  }

  /** A service account's annotations, with the role under the name that is read everywhere. */
  public Map<String, String> normal(Map<String, String> annotations) {
    if (equals(DEFAULT)) {
      return annotations;
    }
    Map<String, String> normal = new HashMap<>(annotations);
    normal.remove(RoleBinding.EKS_ROLE_ANNOTATION);
    String role = annotations.get(value + "/" + ROLE_ARN);
    if (role != null) {
      normal.put(RoleBinding.EKS_ROLE_ANNOTATION, role);
    }
    return normal;
  }
}
