package dev.rolecall.agent.cgroup;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the kubelet names the groups of pods, by its two drivers (systemd and cgroupfs). */
public final class PodFolders {
  /** Ids that name a folder and nothing else. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,127}");

  private static final String SLICE = ".slice";

  private PodFolders() {}

  /** Whether the text names a folder and nothing else. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether the group is one that systemd made. */
  public static boolean isSlice(String name) {
    return name.endsWith(SLICE);
  }

  /**
   * Where the group of a pod may be, one for each quality of service.
   *
   * @param kubepods the name of the group that all pods are in
   * @param uid an {@linkplain #isId id}
   */
  public static Stream<String> below(String kubepods, String uid) {
    return Stream.of("", "burstable", "besteffort")
        .map(quality ->
            isSlice(kubepods)
                ? slice(kubepods, quality, uid)
                : (quality.isEmpty() ? "" : quality + "/") + "pod" + uid);
  }

  private static String slice(String kubepods, String quality, String uid) {
    String all = kubepods.substring(0, kubepods.length() - SLICE.length());
    String ofQuality = quality.isEmpty() ? all : all + "-" + quality;
    return (quality.isEmpty() ? "" : ofQuality + SLICE + "/")
        + ofQuality
        + "-pod"
        + uid.replace('-', '_')
        + SLICE;
  }
}
