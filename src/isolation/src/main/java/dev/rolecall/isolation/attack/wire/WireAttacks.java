package dev.rolecall.isolation.attack.wire;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Attack.Trace;
import dev.rolecall.isolation.attack.wire.RawRequests.Own;
import dev.rolecall.isolation.attack.wire.RawRequests.Raw;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.scene.Http;
import dev.rolecall.isolation.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Attacks that are tables of requests. */
public final class WireAttacks {
  private static final String TOKEN_HEADER = "X-aws-ec2-metadata-token: ";
  private static final String TTL_HEADER = "X-aws-ec2-metadata-token-ttl-seconds: ";

  private WireAttacks() {}

  /** All of them. */
  public static List<Attack> all() {
    return List.of(
        new RawRequests(
            "path-tricks",
            "asks for paths that two readers may understand differently",
            Trace.TOLD,
            WireAttacks::paths,
            (scene, answers) -> scene.foreign(Cast.ATTACKER, answers)),
        new RawRequests(
            "role-traversal",
            "asks the metadata service for the victim's role in place of its own",
            Trace.TOLD,
            WireAttacks::roles,
            Scene::accepted),
        new RawRequests(
            "forwarded-headers",
            "claims the victim's address in headers, with the victim's token and at IMDSv2's first step",
            Trace.TOLD,
            WireAttacks::forwarded,
            Scene::accepted),
        new RawRequests(
            "host-rebinding",
            "asks every endpoint with a Host of its own, as a page in a browser would",
            Trace.TOLD,
            WireAttacks::rebinding,
            Scene::accepted),
        new RawRequests(
            "token-lifetimes",
            "asks for tokens of the metadata service with lifetimes that there are not",
            // A mistake, as any program makes one.
            Trace.NONE,
            WireAttacks::lifetimes,
            Scene::accepted),
        new RawRequests(
            "imds-without-token",
            "asks the metadata service as version 1 does, which forged requests can",
            Trace.TOLD,
            WireAttacks::tokenless,
            Scene::accepted));
  }

  private static List<Raw> paths(Own own) {
    String roles = Http.ROLES;
    List<Raw> requests = new ArrayList<>();
    for (String path :
        List.of(
            "//latest/meta-data/iam/security-credentials/",
            "/latest/./meta-data/iam/security-credentials/node",
            "/latest/meta-data/../user-data",
            "/latest/meta-data/iam/security-credentials/%2e%2e/info",
            "/latest/meta-data/iam/security-credentials%2fnode",
            roles + "node%00",
            roles + "node;x=1",
            roles + "..\\node",
            "/LATEST/META-DATA/IAM/SECURITY-CREDENTIALS/",
            roles + "node.",
            "http://" + Http.IMDS4 + roles,
            "http://127.0.0.1/latest/user-data",
            "http:" + roles,
            "*",
            "/latest/meta-data/iam/security-credentials/?role=node",
            "/v2/credentials/../credentials/" + Cast.VICTIM.credentialsId(),
            "/v1/credentials/../../v2/credentials/" + Cast.VICTIM.credentialsId())) {
      requests.add(
          new Raw(Http.IMDS4, Http.request("GET", path, Http.IMDS4, TOKEN_HEADER + own.imds())));
      requests.add(new Raw(Http.ECS4, Http.request("GET", path, Http.ECS4)));
    }
    return requests;
  }

  private static List<Raw> roles(Own own) {
    return Stream.of(
            Cast.VICTIM.role(),
            Cast.ATTACKER.role() + "/../" + Cast.VICTIM.role(),
            "arn:aws:iam::" + Cast.VICTIM.account().value() + ":role/" + Cast.VICTIM.role(),
            Cast.ATTACKER.role() + "%0a" + Cast.VICTIM.role(),
            Cast.ATTACKER.role() + "%2f..%2f" + Cast.VICTIM.role())
        .map(role -> new Raw(Http.IMDS4, Http.withToken(Http.ROLES + role, Http.IMDS4, own.imds())))
        .toList();
  }

  private static List<Raw> forwarded(Own own) {
    String victim = Cast.VICTIM.place().v4();
    List<Raw> requests = new ArrayList<>();
    for (String header :
        List.of(
            "X-Forwarded-For: " + victim,
            "x-forwarded-for: " + victim + ", 127.0.0.1",
            "X-FORWARDED-FOR:",
            "X-Forwarded-For: " + victim + "\r\nX-Forwarded-For: 127.0.0.1",
            "Forwarded: for=" + victim,
            "X-Real-IP: " + victim,
            "Via: 1.1 " + victim)) {
      requests.add(
          new Raw(
              Http.EKS4,
              Http.request(
                  "GET", "/v1/credentials", Http.EKS4, header, "Authorization: " + own.victim())));
      requests.add(
          new Raw(
              Http.ECS4,
              Http.request(
                  "GET", "/v2/credentials/" + Cast.VICTIM.credentialsId(), Http.ECS4, header)));
      if (header.toLowerCase(java.util.Locale.ROOT).startsWith("x-forwarded-for")) {
        requests.add(new Raw(Http.IMDS4, Http.putToken(Http.IMDS4, header)));
      }
    }
    return requests;
  }

  private static List<Raw> rebinding(Own own) {
    List<Raw> requests = new ArrayList<>();
    for (String host : List.of("evil.example", "169.254.170.23.evil.example", "127.0.0.1", "")) {
      requests.add(
          new Raw(
              Http.EKS4,
              Http.request("GET", "/v1/credentials", host, "Authorization: " + own.pod())));
      requests.add(
          new Raw(
              Http.ECS4,
              Http.request("GET", "/v2/credentials/" + Cast.ATTACKER.credentialsId(), host)));
      requests.add(new Raw(Http.IMDS4, Http.putToken(host)));
      requests.add(new Raw(Http.IMDS4, Http.withToken(Http.ROLES, host, own.imds())));
    }
    return requests;
  }

  private static List<Raw> lifetimes(Own own) {
    return Stream.of(
            TTL_HEADER + "0",
            TTL_HEADER + "21601",
            TTL_HEADER + "-1",
            TTL_HEADER + "1e3",
            TTL_HEADER + "99999999999999999999",
            TTL_HEADER,
            TTL_HEADER + "60\r\n" + TTL_HEADER + "60",
            "X-None: 1")
        .map(header -> new Raw(Http.IMDS4, Http.request("PUT", Http.TOKEN, Http.IMDS4, header)))
        .toList();
  }

  private static List<Raw> tokenless(Own own) {
    return Stream.of(
            Http.request("GET", Http.ROLES, Http.IMDS4),
            Http.request("GET", Http.ROLES + Cast.ATTACKER.role(), Http.IMDS4),
            Http.withToken(Http.ROLES + Cast.ATTACKER.role(), Http.IMDS4, ""),
            Http.withToken(Http.ROLES + Cast.ATTACKER.role(), Http.IMDS4, own.imds() + "a"))
        .map(text -> new Raw(Http.IMDS4, text))
        .toList();
  }
}
