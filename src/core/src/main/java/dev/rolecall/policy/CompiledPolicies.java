package dev.rolecall.policy;

import dev.rolecall.policy.CompiledStatement.Origin;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.index.Index;
import java.util.ArrayList;
import java.util.List;

/** Groups of documents that are compiled together and share an index; immutable. */
final class CompiledPolicies {
  private static final long BYTES_OF_SET = 512;

  /** Of a statement, or of one that an index finds in one of its places. */
  private static final long BYTES_OF_PLACE = 128;

  private final CompiledStatement[] byOrder;
  private final Index<CompiledStatement> statements;
  private final int slots;
  private final long documents;
  private final boolean asksTheTime;
  private final long rcps;
  private final long scps;
  private final long boundaries;
  private final long sessions;

  /**
   * Documents of which one must allow.
   *
   * @param layer {@link Layer#RESOURCE} for trust policies too
   */
  record Source(Layer layer, List<PolicyDocument> documents) {}

  private CompiledPolicies(List<PolicyGroup> groups, List<Origin> origins, long documents) {
    this.documents = documents;
    SharedParts shared = new SharedParts(origins.stream().map(Origin::statement).toList());
    List<CompiledStatement> compiled = new ArrayList<>();
    for (Origin origin : LimitMerge.of(origins)) {
      compiled.add(new CompiledStatement(origin, shared, compiled.size()));
    }
    byOrder = compiled.toArray(CompiledStatement[]::new);
    statements = Index.of(compiled, new IndexedStatements(shared), CompiledStatement[]::new);
    slots = shared.slots();
    asksTheTime = origins.stream().anyMatch(origin -> origin.document().asksTheTime());
    rcps = bits(Layer.RCP, groups);
    scps = bits(Layer.SCP, groups);
    boundaries = bits(Layer.BOUNDARY, groups);
    sessions = bits(Layer.SESSION, groups);
  }

  /**
   * @param sources in the order in which their denials are named; at most {@link PolicyGroup#MOST}
   */
  static CompiledPolicies compile(List<Source> sources) {
    List<PolicyGroup> groups = new ArrayList<>();
    List<Origin> origins = new ArrayList<>();
    long documents = 0;
    for (Source source : sources) {
      PolicyGroup group = new PolicyGroup(source.layer(), 1L << groups.size());
      groups.add(group);
      for (PolicyDocument document : source.documents()) {
        documents += DocumentWeight.of(document.json());
        for (Statement statement : document.statements()) {
          origins.add(new Origin(group, document, statement));
        }
      }
    }
    return new CompiledPolicies(groups, origins, documents);
  }

  Index<CompiledStatement> statements() {
    return statements;
  }

  /** The statement with this place among all of them. */
  CompiledStatement statement(int order) {
    return byOrder[order];
  }

  /** How many conditions its statements share. */
  int slots() {
    return slots;
  }

  /** Whether one of its documents does. */
  boolean asksTheTime() {
    return asksTheTime;
  }

  /** Heap that it takes at most, about, with its documents: who else had them may be gone. */
  long bytes() {
    return BYTES_OF_SET + BYTES_OF_PLACE * (byOrder.length + statements.places()) + documents;
  }

  long rcps() {
    return rcps;
  }

  long scps() {
    return scps;
  }

  long boundaries() {
    return boundaries;
  }

  long sessions() {
    return sessions;
  }

  private static long bits(Layer layer, List<PolicyGroup> groups) {
    return groups.stream()
        .filter(group -> group.layer() == layer)
        .mapToLong(PolicyGroup::bit)
        .reduce(0, (one, other) -> one | other);
  }
}
