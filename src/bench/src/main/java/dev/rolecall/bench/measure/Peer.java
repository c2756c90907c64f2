package dev.rolecall.bench.measure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark is held against. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Peer {
  /**
   * A benchmark of the same family: its method, with its parameters where it has any, {@code
   * evaluate(statements=12)}.
   */
  String value();
}
