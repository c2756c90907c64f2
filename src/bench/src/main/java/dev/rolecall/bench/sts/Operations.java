package dev.rolecall.bench.sts;

import dev.rolecall.bench.sts.Directory.Pod;
import dev.rolecall.bench.sts.Operation.Asked;
import dev.rolecall.session.Credentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All that is asked of the servers. */
final class Operations {
  static final String VERIFICATION = "verification";
  static final String NEW_TOKENS = "assumeRole(tokens=new)";
  static final String RETURNING_TOKENS = "assumeRole(tokens=returning)";
  static final String LARGE_DIRECTORY = "assumeRole(tokens=new,pods=50000)";
  static final String CALLER_NEW_CONSTANT = "constant(request=callerIdentity,sessions=new)";
  static final String CALLER_CONSTANT = "constant(request=callerIdentity,sessions=returning)";
  static final String CALLER_NEW = "callerIdentity(sessions=new)";
  static final String CALLER_RETURNING = "callerIdentity(sessions=returning)";
  static final String AUTHORIZE_NEW_CONSTANT = "constant(request=authorize,sessions=new)";
  static final String AUTHORIZE_CONSTANT = "constant(request=authorize,sessions=returning)";
  static final String AUTHORIZE_NEW = "authorize(sessions=new)";
  static final String AUTHORIZE_RETURNING = "authorize(sessions=returning)";

  private static final String CONSTANT = "/bound/constant?";
  private static final int RETURNING = 1_000;

  /** More tokens than sts keeps: each is forgotten before it comes back. */
  private static final int MOST_FOR_WARM_UP = 6_000;

  /** Likewise of sessions. */
  private static final int SESSIONS_FOR_WARM_UP = 20_000;

  private final Stage stage;
  private final Quantities quantities;
  private final Asked small;
  private final Asked large;

  Operations(Stage stage, Quantities quantities, Asked small, Asked large) {
    this.stage = stage;
    this.quantities = quantities;
    this.small = small;
    this.large = large;
  }

  List<Operation> all() throws IOException {
    List<Operation> all = new ArrayList<>(ofTokens());
    all.addAll(
        ofSessions(
            new Names(CALLER_NEW_CONSTANT, CALLER_NEW, CALLER_CONSTANT, CALLER_RETURNING),
            Operations::caller));
    String asking = stage.tokens().token(Directory.SMALL.pod(0), "authorize.rolecall.dev");
    all.addAll(
        ofSessions(
            new Names(
                AUTHORIZE_NEW_CONSTANT, AUTHORIZE_NEW, AUTHORIZE_CONSTANT, AUTHORIZE_RETURNING),
            (target, pod, credentials) ->
                Requests.authorize(
                    target.equals("/") ? "/authorize" : target, pod, credentials, asking)));
    return all;
  }

  private List<Operation> ofTokens() throws IOException {
    List<List<String>> ofSmall = new ArrayList<>(rounds(Directory.SMALL, quantities.rounds()));
    // What is asked for after the rounds are the latencies.
    ofSmall.add(tokens(Directory.SMALL, quantities.paced()));
    List<List<String>> ofLarge = rounds(quantities.directory(), quantities.rounds());
    List<String> again = tokens(Directory.SMALL, Math.min(RETURNING, quantities.tokens()));
    int bytes = length(small, assume("/", Directory.SMALL, again).getFirst());
    String verification = "/bound/verification?" + bytes;
    List<byte[]> warmUp = assume("/", Directory.SMALL, warmUpTokens(Directory.SMALL));
    return List.of(
        new Operation(
            VERIFICATION,
            small,
            round -> assume(verification, Directory.SMALL, ofSmall.get(round)),
            assume(verification, Directory.SMALL, again)),
        new Operation(
            NEW_TOKENS, small, round -> assume("/", Directory.SMALL, ofSmall.get(round)), warmUp),
        new Operation(
            RETURNING_TOKENS,
            small,
            round -> repeated(assume("/", Directory.SMALL, again), quantities.tokens()),
            assume("/", Directory.SMALL, again)),
        new Operation(
            LARGE_DIRECTORY,
            large,
            round -> assume("/", quantities.directory(), ofLarge.get(round)),
            assume("/", quantities.directory(), warmUpTokens(quantities.directory()))));
  }

  private interface Request {
    byte[] of(String target, Pod pod, Credentials credentials);
  }

  private static byte[] caller(String target, Pod pod, Credentials credentials) {
    return Requests.callerIdentity(target, credentials);
  }

  /** Of calls with new sessions and with such as return, each with its bound. */
  private record Names(
      String constantOfNew, String ofNew, String constantOfReturning, String ofReturning) {}

  /** A bound is asked what its call is: requests that come once cost the client more, too. */
  private List<Operation> ofSessions(Names names, Request request) throws IOException {
    List<byte[]> again = sessions("/", Math.min(RETURNING, quantities.sessions()), request);
    String target = CONSTANT + length(small, again.getFirst());
    List<byte[]> bound = sessions(target, again.size(), request);
    return List.of(
        new Operation(
            names.constantOfNew(),
            small,
            round -> sessions(target, quantities.sessions(), request),
            bound),
        new Operation(
            names.ofNew(),
            small,
            round -> sessions("/", quantities.sessions(), request),
            sessions("/", Math.min(SESSIONS_FOR_WARM_UP, quantities.warmUp()), request)),
        new Operation(
            names.constantOfReturning(),
            small,
            round -> repeated(bound, quantities.returning()),
            bound),
        new Operation(
            names.ofReturning(), small, round -> repeated(again, quantities.returning()), again));
  }

  private static int length(Asked asked, byte[] request) throws IOException {
    return asked.client().ask(request).length();
  }

  private List<List<String>> rounds(Directory directory, int rounds) {
    return IntStream.range(0, rounds)
        .mapToObj(round -> tokens(directory, quantities.tokens()))
        .toList();
  }

  private List<String> warmUpTokens(Directory directory) {
    return tokens(directory, Math.min(MOST_FOR_WARM_UP, quantities.warmUp()));
  }

  private List<String> tokens(Directory directory, int count) {
    return stage.tokens().many(count, directory::pod);
  }

  private static List<byte[]> assume(String target, Directory directory, List<String> tokens) {
    return requests(
        tokens.size(), i -> Requests.assumeRole(target, directory.pod(i), tokens.get(i)));
  }

  private List<byte[]> sessions(String target, int count, Request request) {
    return requests(
        count,
        i -> {
          Pod pod = Directory.SMALL.pod(i);
          return request.of(target, pod, stage.sessions().of(pod));
        });
  }

  private static List<byte[]> requests(int count, IntFunction<byte[]> request) {
    return IntStream.range(0, count).parallel().mapToObj(request).toList();
  }

  private static List<byte[]> repeated(List<byte[]> requests, int count) {
    return IntStream.range(0, count).mapToObj(i -> requests.get(i % requests.size())).toList();
  }
}
