package dev.rolecall.policy.index;

/** Is shown what may apply to a request. */
@FunctionalInterface
public interface Visitor<T> {
  void visit(T value);
}
