package dev.rolecall.bench.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reviews of new pods as an API server sends them, each of another service account. */
public final class Reviews {
  private static final int VARIABLES = 8;

  private final List<byte[]> bodies;
  private int next;

  /**
   * @param serviceAccounts how many there are
   */
  public Reviews(int serviceAccounts) {
    bodies = IntStream.range(0, serviceAccounts).mapToObj(Reviews::review).toList();
  }

  /** One after the other, again and again; not safe for several threads. */
  public byte[] next() {
    next = (next + 1) % bodies.size();
    return bodies.get(next);
  }

  /** A pod of two containers with 8 variables each, as the API server completes it. */
  public static String pod(String serviceAccount, String mode) {
    String variables =
        IntStream.range(0, VARIABLES)
            .mapToObj("{\"name\":\"VARIABLE_%1$d\",\"value\":\"value %1$d\"}"::formatted)
            .collect(Collectors.joining(","));
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-0","namespace":"%s",
     "labels":{"app":"web"},"annotations":{"rolecall.dev/mode":"%s"}},
     "spec":{"serviceAccountName":"%s","containers":[%s,%s],
     "volumes":[{"name":"kube-api-access","projected":{"sources":[{"serviceAccountToken":
       {"expirationSeconds":3607,"path":"token"}}]}}]}}\
    """
        .formatted(
            Tenant.NAMESPACE,
            mode,
            serviceAccount,
            container(1, variables),
            container(2, variables));
  }

  private static String container(int number, String variables) {
    return """
    {"name":"c%d","image":"registry.example/shop/web:1.2.3","args":["--port","8080"],
     "env":[%s],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m"}},
     "volumeMounts":[{"name":"kube-api-access","mountPath":"/var/run/secrets/kubernetes.io",
       "readOnly":true}],"terminationMessagePath":"/dev/termination-log"}\
    """
        .formatted(number, variables);
  }

  /** Of web identity, for which the role must be known when the pod is made. */
  private static byte[] review(int number) {
    return """
    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
     "uid":"0f5e3a6c-0000-4000-8000-%012d","kind":{"group":"","version":"v1","kind":"Pod"},
     "namespace":"%s","operation":"CREATE","userInfo":{"username":"alice"},"object":%s}}\
    """
        .formatted(number, Tenant.NAMESPACE, pod(Tenant.serviceAccount(number), "web-identity"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
