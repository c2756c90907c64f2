package dev.rolecall.isolation.scene;

import dev.rolecall.isolation.foothold.Answer;
import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Outside;
import java.util.ArrayList;
import java.util.List;

/** The endpoints that pods know, and requests to them as SDKs write them. */
public final class Http {
  public static final int PORT = 80;
  public static final String EKS4 = "169.254.170.23";
  public static final String EKS6 = "fd00:ec2::23";
  public static final String ECS4 = "169.254.170.2";
  public static final String IMDS4 = Outside.IMDS4;
  public static final String IMDS6 = Outside.IMDS6;

  /** The list of roles of the metadata service. */
  public static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  /** Where the metadata service gives tokens. */
  public static final String TOKEN = "/latest/api/token";

  private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds: 21600";

  private Http() {}

  /** How bytes get to an endpoint. */
  @FunctionalInterface
  public interface Line {
    Answer ask(String host, int port, String request);
  }

  /** A request without a body. */
  public static String request(String method, String path, String host, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    text.append("Host: ").append(host.contains(":") ? "[" + host + "]" : host).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /** The request of the EKS wire. */
  public static String eks(String host, String token) {
    return request("GET", "/v1/credentials", host, "Authorization: " + token);
  }

  /** The request of the ECS wire. */
  public static String ecs(String id) {
    return request("GET", "/v2/credentials/" + id, ECS4);
  }

  /** The metadata service's first request: for a token. */
  public static String putToken(String host, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add(TTL);
    return request("PUT", TOKEN, host, headers.toArray(String[]::new));
  }

  /** A GET with a token of the metadata service. */
  public static String withToken(String path, String host, String token) {
    return request("GET", path, host, "X-aws-ec2-metadata-token: " + token);
  }

  /** All that an SDK asks the metadata service: a token, the role, its credentials. */
  public static List<Answer> imds(Line line, String host) {
    List<Answer> answers = new ArrayList<>();
    Answer token = line.ask(host, PORT, putToken(host));
    answers.add(token);
    if (token.status() == 200) {
      Answer role = line.ask(host, PORT, withToken(ROLES, host, token.body()));
      answers.add(role);
      if (role.status() == 200) {
        String name = role.body().lines().findFirst().orElse("");
        String path = ROLES + (name.startsWith("{") ? "role" : name);
        answers.add(line.ask(host, PORT, withToken(path, host, token.body())));
      }
    }
    return answers;
  }

  /** Credentials by every way: with the token, by the ECS id, by the metadata service. */
  public static List<Answer> everyWay(Line line, String token, String credentialsId) {
    List<Answer> answers = new ArrayList<>(imds(line, IMDS4));
    answers.add(line.ask(EKS4, PORT, eks(EKS4, token)));
    answers.add(line.ask(ECS4, PORT, ecs(credentialsId)));
    return answers;
  }

  /** The addresses of the EKS endpoint here. */
  public static List<String> eksHosts() {
    return Namespace.hasIpv6() ? List.of(EKS4, EKS6) : List.of(EKS4);
  }

  /** The addresses of the metadata service here. */
  public static List<String> imdsHosts() {
    return Namespace.hasIpv6() ? List.of(IMDS4, IMDS6) : List.of(IMDS4);
  }
}
