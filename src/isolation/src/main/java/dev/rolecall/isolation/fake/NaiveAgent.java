package dev.rolecall.isolation.fake;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An agent that believes what it is told, as agents that are in use do: tokens that it does not
 * verify, forwarded addresses, source addresses, ids in paths; on every address, without any limit.
 * Against it the attacks must succeed: it shows that they are attacks.
 */
public final class NaiveAgent {
  /** Where it listens: the port of clients, and those that the node's agent has behind it. */
  private static final List<Integer> PORTS = List.of(80, 8491, 8492, 8493, 8494);

  private static final int THREADS = 32;

  private final Map<String, AccountId> accounts = new HashMap<>();

  private NaiveAgent() {}

  /**
   * @param arguments of each pod: its account, and by what it is known (UID, addresses, credentials
   *     id), with commas
   */
  public static void main(String[] arguments) throws IOException {
    NaiveAgent agent = new NaiveAgent();
    for (String pod : arguments) {
      List<String> words = List.of(pod.split(","));
      words.stream()
          .skip(1)
          .forEach(word -> agent.accounts.put(word, new AccountId(words.getFirst())));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int port : PORTS) {
      Listening.on(port, threads, agent::serve);
    }
    System.out.println("ready");
  }

  private void serve(Socket connection) throws IOException {
    Optional<HttpHead> head = HttpHead.read(connection.getInputStream());
    while (head.isPresent()) {
      String body = answer(head.orElseThrow(), connection.getInetAddress());
      connection.getOutputStream().write(HttpHead.answer(body));
      head = HttpHead.read(connection.getInputStream());
    }
  }

  private String answer(HttpHead head, InetAddress source) {
    return head.header("Authorization")
        .flatMap(this::byToken)
        .or(() -> byPath(head.first()))
        .or(() -> head.header("X-Forwarded-For").map(accounts::get))
        .or(() -> Optional.ofNullable(accounts.get(source.getHostAddress())))
        .map(NaiveAgent::credentials)
        .orElse("{}");
  }

  private Optional<AccountId> byToken(String token) {
    String[] parts = token.split("\\.");
    if (parts.length < 2) {
      return Optional.empty();
    }
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    return accounts.keySet().stream().filter(claims::contains).findFirst().map(accounts::get);
  }

  private Optional<AccountId> byPath(String first) {
    return accounts.keySet().stream()
        .filter(known -> known.length() > 20 && first.contains(known))
        .findFirst()
        .map(accounts::get);
  }

  private static String credentials(AccountId account) {
    return "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"naive\",\"Token\":\"naive\",\"Expiration\":\"2099-01-01T00:00:00Z\"}"
        .formatted(AccessKeyId.generate(account, new SecureRandom()));
  }
}
