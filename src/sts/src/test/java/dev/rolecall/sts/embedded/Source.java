package dev.rolecall.sts.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client that calls from an address of loopback of its own. */
final class Source {
  private final EmbeddedSts sts;
  private final HttpClient client;

  Source(EmbeddedSts sts, String address) throws IOException {
    this.sts = sts;
    this.client = HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
  }

  HttpResponse<String> query(String form) throws IOException, InterruptedException {
    return post("/", form, "Content-Type", "application/x-www-form-urlencoded");
  }

  HttpResponse<String> assume(String role, String token) throws IOException, InterruptedException {
    return query(EmbeddedSts.assumeForm(role, token));
  }

  HttpResponse<String> podIdentity(String agentToken, String podToken)
      throws IOException, InterruptedException {
    return post(
        "/clusters/rolecall/assume-role-for-pod-identity",
        "{\"token\":\"" + podToken + "\"}",
        "Authorization",
        "Bearer " + agentToken);
  }

  HttpResponse<String> authorize(String token, String question)
      throws IOException, InterruptedException {
    return post("/authorize", question, "Authorization", "Bearer " + token);
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sts.uri().resolve(path)).POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
