package dev.rolecall.sts.authorize;

import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.authorize.mapping.Operation;
import java.util.List;

/**
 * What a service asks of a request that it received.
 *
 * @param scope the service and region that the signature must be for
 * @param operations what the request would do, each of which must be allowed; at least one
 */
public record Question(SignedRequest request, Scope scope, List<Operation> operations) {
  public Question {
    operations = List.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a request that does nothing cannot be decided");
    }
  }

  /** The first operation, which a record names. */
  public Operation operation() {
    return operations.getFirst();
  }
}
