package dev.rolecall.bench.workload;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A request before it is put to one of the engines. The caller is a session of the role {@code
 * app}.
 *
 * @param session the session's name
 * @param context a value for every key
 */
public record Question(
    Kind kind, String session, String action, String resource, Map<Key, String> context) {
  public static final String ACCOUNT = "111111111111";
  public static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/app";
  static final String SHARED_BUCKET = "arn:aws:s3:::shared-data/*";

  public Question {
    context = Collections.unmodifiableMap(new EnumMap<>(context));
  }

  /** The session's ARN. */
  public String principal() {
    return "arn:aws:sts::" + ACCOUNT + ":assumed-role/app/" + session;
  }

  /** What decides, and how many of a hundred questions are of this kind. */
  public enum Kind {
    IDENTITY_ALLOWS(51, "Allowed"),
    RESOURCE_ALLOWS(6, "Allowed"),
    NOTHING_FITS(12, "ImplicitlyDenied"),
    CONDITION_FAILS(6, "ImplicitlyDenied"),
    IDENTITY_DENIES(6, "ExplicitlyDenied"),
    SCP_DENIES(5, "ExplicitlyDenied"),
    SCP_IS_SILENT(3, "ImplicitlyDenied"),
    BOUNDARY_IS_SILENT(4, "ImplicitlyDenied"),
    SESSION_IS_SILENT(4, "ImplicitlyDenied"),
    RESOURCE_DENIES(3, "ExplicitlyDenied");

    private final int share;
    private final String expected;

    Kind(int share, String expected) {
      this.share = share;
      this.expected = expected;
    }

    public int share() {
      return share;
    }

    /** The answer, in the words of the policy cases. */
    public String expected() {
      return expected;
    }

    public boolean allowed() {
      return expected.equals("Allowed");
    }
  }
}
