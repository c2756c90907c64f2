package dev.rolecall.bench.sts;

import dev.rolecall.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The manifests of a cluster: so many accounts, each with a namespace, a service account, roles
 * that trust it, and pods of it. The pod with number 0 may ask for decisions, too.
 */
public record Directory(int accounts, int rolesOfEach, int podsOfEach) {
  static final Directory SMALL = new Directory(1, 10, 50);

  /** 10,000 roles and 50,000 pods. */
  static final Directory LARGE = new Directory(100, 100, 500);

  public static final String ISSUER_HOST = "kubernetes.default.svc.cluster.local";
  public static final String SERVICE_ACCOUNT = "web";

  /** One of the pods, with a role that its service account may wear. */
  public record Pod(int account, int role, int number) {
    public String accountId() {
      return "%012d".formatted(100_000_000_000L + account);
    }

    public String namespace() {
      return "tenant-" + account;
    }

    public String name() {
      return "web-" + number;
    }

    public String uid() {
      return new UUID(0x1000_0000_0000_4000L + account, Long.MIN_VALUE + number).toString();
    }

    String subject() {
      return "system:serviceaccount:" + namespace() + ":" + SERVICE_ACCOUNT;
    }

    public String roleName() {
      return "Role" + role;
    }

    public String roleArn() {
      return "arn:aws:iam::" + accountId() + ":role/" + roleName();
    }

    String roleUid() {
      return new UUID(0x2000_0000_0000_4000L + account, Long.MIN_VALUE + role).toString();
    }

    String providerArn() {
      return "arn:aws:iam::" + accountId() + ":oidc-provider/" + ISSUER_HOST;
    }
  }

  int pods() {
    return accounts * podsOfEach;
  }

  /** Numbers that follow each other are pods of different accounts, and wear different roles. */
  Pod pod(int number) {
    int of = Math.floorMod(number, pods());
    int inAccount = of / accounts;
    return new Pod(of % accounts, inAccount % rolesOfEach, inAccount);
  }

  /** Writes a file for each account. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int account = 0; account < accounts; account++) {
      Files.writeString(
          folder.resolve("tenant-%d.yaml".formatted(account)),
          documents(account).map(Json::write).collect(Collectors.joining("\n---\n")));
    }
  }

  /** The objects of an account, its namespace before all that is in it. */
  public Stream<Map<String, Object>> documents(int account) {
    Pod any = new Pod(account, 0, 0);
    return Stream.of(
            Stream.of(
                object(
                    "rolecall.dev/v1alpha1",
                    "Account",
                    Map.of("name", any.namespace()),
                    Map.of("accountId", any.accountId(), "namespaces", List.of(any.namespace()))),
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Namespace",
                    "metadata",
                    Map.of(
                        "name",
                        any.namespace(),
                        "labels",
                        Map.of("rolecall.dev/account", any.accountId()))),
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ServiceAccount",
                    "metadata",
                    Map.of("name", SERVICE_ACCOUNT, "namespace", any.namespace()))),
            IntStream.range(0, rolesOfEach).mapToObj(role -> role(new Pod(account, role, 0))),
            IntStream.range(0, podsOfEach).mapToObj(number -> pod(new Pod(account, 0, number))))
        .flatMap(part -> part);
  }

  private static Map<String, Object> role(Pod pod) {
    Map<String, Object> trust =
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Federated", pod.providerArn()),
                "Action",
                "sts:AssumeRoleWithWebIdentity",
                "Condition",
                Map.of(
                    "StringEquals",
                    Map.of(
                        ISSUER_HOST + ":sub",
                        pod.subject(),
                        ISSUER_HOST + ":aud",
                        "sts.amazonaws.com"))));
    Map<String, Object> documents =
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    List.of("s3:GetObject", "s3:PutObject"),
                    "Resource",
                    "arn:aws:s3:::documents/" + pod.roleName() + "/*"),
                Map.of(
                    "Effect",
                    "Deny",
                    "Action",
                    "s3:*",
                    "Resource",
                    "arn:aws:s3:::documents/*/secret")));
    return object(
        "rolecall.dev/v1alpha1",
        "IAMRole",
        Map.of(
            "name",
            pod.roleName().toLowerCase(Locale.ROOT),
            "namespace",
            pod.namespace(),
            "uid",
            pod.roleUid()),
        Map.of(
            "roleName",
            pod.roleName(),
            "trustPolicy",
            trust,
            "policies",
            List.of(Map.of("name", "documents", "document", documents))));
  }

  private static Map<String, Object> pod(Pod pod) {
    return object(
        "v1",
        "Pod",
        Map.of("name", pod.name(), "namespace", pod.namespace(), "uid", pod.uid()),
        Map.of(
            "serviceAccountName",
            SERVICE_ACCOUNT,
            "automountServiceAccountToken",
            false,
            "containers",
            List.of(Map.of("name", "web", "image", "web"))));
  }

  private static Map<String, Object> object(
      String apiVersion, String kind, Map<String, ?> metadata, Map<String, ?> spec) {
    return Map.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata, "spec", spec);
  }
}
