package dev.rolecall.sts.limit;

/**
 * What a call is counted to.
 *
 * @param of whose it is; of no two owners of a kind alike
 */
public record Share(Kind kind, String of) {
  /** Each has limits of its own. */
  public enum Kind {
    /** Calls of an address in which nobody proved who he is. */
    ADDRESS,
    /** Those of one pod, or of the outsiders of one account. */
    POD,
    /** Those of all pods and outsiders of one account. */
    ACCOUNT,
    /** Those of one agent or service. */
    INTERMEDIARY;

    /** As metrics call it. */
    public String word() {
      return switch (this) {
        case ADDRESS -> "address";
        case POD -> "pod";
        case ACCOUNT -> "account";
        case INTERMEDIARY -> "intermediary";
      };
    }
  }

  @Override
  public String toString() {
    return kind.word() + " " + of;
  }
}
