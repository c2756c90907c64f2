package dev.rolecall.agent.listener;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Callers;
import dev.rolecall.agent.caller.Connection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections by which pods were served, each of which ends with its pod: what was sent to a
 * pod that did not acknowledge it is sent again for minutes, to whoever has its address by then.
 * Lives on one event loop.
 */
final class ServedPods {
  private final Callers callers;
  private final Map<HttpConnection, Served> served = new HashMap<>();

  private record Served(Connection connection, String uid) {}

  ServedPods(Callers callers) {
    this.callers = callers;
  }

  /** The connection asks, and this is who that is now. */
  void note(HttpConnection http, Connection connection, Caller caller) {
    if (caller instanceof Caller.Pod(var pod)) {
      String uid = pod.pod().uid();
      Served before = served.get(http);
      if (before == null) {
        served.put(http, new Served(connection, uid));
      } else if (!before.uid().equals(uid)) {
        reset(http);
      }
    }
  }

  /** It was answered, perhaps only when it was known who that is. */
  void noteIfNew(HttpConnection http, Connection connection) {
    if (!served.containsKey(http) && channel(http).isActive()) {
      note(http, connection, callers.of(connection));
    }
  }

  void closed(HttpConnection http) {
    served.remove(http);
  }

  /** Something has changed that tells who is who. */
  void endOutlived() {
    Map.copyOf(served)
        .forEach((http, before) -> {
          if (!(callers.of(before.connection()) instanceof Caller.Pod(var pod)
              && pod.pod().uid().equals(before.uid()))) {
            reset(http);
          }
        });
  }

  /** At once and for good: nothing that was not acknowledged is sent again. */
  private static void reset(HttpConnection http) {
    Channel channel = channel(http);
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  private static Channel channel(HttpConnection http) {
    return ((ConnectionBase) http).channel();
  }
}
