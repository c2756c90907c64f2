package dev.rolecall.bench.policy;

import dev.rolecall.bench.engine.CedarEngine;
import dev.rolecall.bench.engine.RolecallEngine;
import dev.rolecall.bench.measure.Peer;
import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.Shape;
import dev.rolecall.bench.workload.Workload;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.PolicySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decisions, timed in batches of {@value #BATCH} different questions: a single one takes little
 * longer than reading the clock does. What is prepared for them has been through a collection of
 * the garbage, which moves what lives long together, as it does in any process that runs a while.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBenchmark {
  static final int BATCH = 64;
  static final int CEDAR_BATCH = 4;

  /** Requests that are made beforehand. */
  @Benchmark
  @Peer("decide(statements=12)")
  @OperationsPerInvocation(BATCH)
  public void decide(Realistic set, Blackhole blackhole) {
    for (AuthorizationRequest request : set.requests.next()) {
      blackhole.consume(set.policies.decide(request));
    }
  }

  /** With the making of each request from its parts, its context among them. */
  @Benchmark
  @Peer("decide(statements=12)")
  @OperationsPerInvocation(BATCH)
  public void makeRequestAndDecide(Parts set, Blackhole blackhole) {
    for (Question question : set.questions.next()) {
      blackhole.consume(set.policies.decide(RolecallEngine.request(question)));
    }
  }

  /** Sets that an index could stumble over. */
  @Benchmark
  @Peer("decide(statements=12)")
  @OperationsPerInvocation(BATCH)
  public void decideShape(Shaped set, Blackhole blackhole) {
    for (AuthorizationRequest request : set.requests.next()) {
      blackhole.consume(set.policies.decide(request));
    }
  }

  /** Cedar, with requests and entities that are made beforehand. */
  @Benchmark
  @OperationsPerInvocation(CEDAR_BATCH)
  public void cedar(Cedar set, Blackhole blackhole) {
    for (CedarEngine.Prepared question : set.questions.next()) {
      blackhole.consume(set.cedar.test(question));
    }
  }

  private static Batches<AuthorizationRequest> requests(Workload workload) {
    return Batches.of(
        workload.questions().stream().map(RolecallEngine::request),
        BATCH,
        AuthorizationRequest[]::new);
  }

  /** The policies of {@link Shape#REALISTIC}. */
  @State(Scope.Benchmark)
  public static class Realistic {
    @Param({"12", "120", "1200", "12000"})
    public int statements;

    PolicySet policies = PolicySet.EMPTY;
    Batches<AuthorizationRequest> requests = Batches.none(AuthorizationRequest[]::new);

    @Setup
    public void prepare() {
      Workload workload = Workload.of(Shape.REALISTIC, statements);
      policies = PolicySet.compile(RolecallEngine.policies(workload.rules()));
      requests = requests(workload);
      System.gc();
    }
  }

  /** The same in one size, and what requests are made of. */
  @State(Scope.Benchmark)
  public static class Parts {
    @Param("1200")
    public int statements;

    PolicySet policies = PolicySet.EMPTY;
    Batches<Question> questions = Batches.none(Question[]::new);

    @Setup
    public void prepare() {
      Workload workload = Workload.of(Shape.REALISTIC, statements);
      policies = PolicySet.compile(RolecallEngine.policies(workload.rules()));
      questions = Batches.of(workload.questions().stream(), BATCH, Question[]::new);
      System.gc();
    }
  }

  /** Policies of the other shapes. */
  @State(Scope.Benchmark)
  public static class Shaped {
    @Param({"SAME_ACTION", "SAME_RESOURCE", "SUFFIX_ONLY", "INFIX_ONLY", "TAG_ONLY"})
    public Shape shape = Shape.REALISTIC;

    @Param({"1200", "12000"})
    public int statements;

    PolicySet policies = PolicySet.EMPTY;
    Batches<AuthorizationRequest> requests = Batches.none(AuthorizationRequest[]::new);

    @Setup
    public void prepare() {
      Workload workload = Workload.of(shape, statements);
      policies = PolicySet.compile(RolecallEngine.policies(workload.rules()));
      requests = requests(workload);
      System.gc();
    }
  }

  /** The policies of {@link Shape#REALISTIC} in Cedar's words. */
  @State(Scope.Benchmark)
  public static class Cedar {
    @Param({"12", "120", "1200"})
    public int statements;

    Predicate<CedarEngine.Prepared> cedar = question -> false;
    Batches<CedarEngine.Prepared> questions = Batches.none(CedarEngine.Prepared[]::new);

    @Setup
    public void prepare() {
      Workload workload = Workload.of(Shape.REALISTIC, statements);
      CedarEngine engine = new CedarEngine(workload.rules());
      cedar = engine::allows;
      questions =
          Batches.of(
              workload.questions().stream().map(engine::prepare),
              CEDAR_BATCH,
              CedarEngine.Prepared[]::new);
      System.gc();
    }
  }
}
