package dev.rolecall.cli.demo;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a workload does in the demo. */
sealed interface Deed {
  /** The object that tells the workload's process what to do. */
  Map<String, String> order();

  /** {@code whoami}: GetCallerIdentity. */
  record WhoAmI() implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "whoami");
    }
  }

  /** {@code GET /bucket/key}: a signed request to the store. */
  record Request(String method, String path) implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "request", "method", method, "path", path, "signedPath", path);
    }
  }

  /** {@code replay GET /a as /b}: a request signed for one path and sent to another. */
  record Replay(String method, String signedPath, String path) implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "request", "method", method, "path", path, "signedPath", signedPath);
    }
  }

  /** {@code wear ARN}: AssumeRoleWithWebIdentity with the workload's own token. */
  record Wear(String roleArn) implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "wear", "role", roleArn);
    }
  }

  /** {@code use the token of NS/POD}: asks its sidecar for credentials with another pod's token. */
  record UseToken(String pod) implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "use-token", "pod", pod);
    }
  }

  /** {@code ask for the node's role}: the instance-profile way of the SDK. */
  record AskForNodeRole() implements Deed {
    @Override
    public Map<String, String> order() {
      return Map.of("do", "instance-profile");
    }
  }

  Pattern REQUEST = Pattern.compile("(GET|PUT|DELETE) (/\\S+)");
  Pattern REPLAY = Pattern.compile("replay (GET|PUT|DELETE) (/\\S+) as (/\\S+)");
  Pattern WEAR = Pattern.compile("wear (arn:\\S+)");
  Pattern USE_TOKEN = Pattern.compile("use the token of ([a-z0-9-]+/[a-z0-9.-]+)");

  /** The deed that {@code text} says, or empty where it says none. */
  static Optional<Deed> parse(String text) {
    Matcher request = REQUEST.matcher(text);
    Matcher replay = REPLAY.matcher(text);
    Matcher wear = WEAR.matcher(text);
    Matcher useToken = USE_TOKEN.matcher(text);
    if (text.equals("whoami")) {
      return Optional.of(new WhoAmI());
    } else if (text.equals("ask for the node's role")) {
      return Optional.of(new AskForNodeRole());
    } else if (request.matches()) {
      return Optional.of(new Request(request.group(1), request.group(2)));
    } else if (replay.matches()) {
      return Optional.of(new Replay(replay.group(1), replay.group(2), replay.group(3)));
    } else if (wear.matches()) {
      return Optional.of(new Wear(wear.group(1)));
    } else if (useToken.matches()) {
      return Optional.of(new UseToken(useToken.group(1)));
    }
    return Optional.empty();
  }
}
